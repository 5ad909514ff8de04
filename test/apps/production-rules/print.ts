import { productionRulesDocument } from './production-rules-document';

process.stdout.write(productionRulesDocument());
