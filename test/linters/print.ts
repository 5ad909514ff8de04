import { productionRulesDocument } from './document';

process.stdout.write(productionRulesDocument());
