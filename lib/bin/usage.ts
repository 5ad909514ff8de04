/** What `--help` prints. */
export const USAGE = `Decide offline whether two sets of Kubernetes manifests mean the same.

Usage:
  cdk8s-patterns equivalent ACTUAL EXPECTED [options]
  cdk8s-patterns normalize FILE... [options]

ACTUAL, EXPECTED and FILE are files, folders (their .yaml, .yml and .json files, at any depth) or - for standard input.

Options of equivalent:
  --rename A=B             an object of ACTUAL named A is the one named B in EXPECTED, and references to it may differ;
                           a name may be written Kind/name
  --ignore PATH            leave a field out of the comparison: metadata.labels, Deployment/web:spec.replicas,
                           spec.template.spec.containers[].image; =REASON may follow
  --deviation PATH=REASON  as --ignore, but the fields must differ: a deviation that no longer occurs is a difference
  --pair-by-kind           pair objects whose names differ, such as by a hash, by their kind
  --subset                 ask only that ACTUAL has at least what EXPECTED has
  --strict                 lists in another order, which have the same meaning but are stored otherwise, differ
  --output FORMAT          text (default), json, or html: one self-contained page
  --color, --no-color      colour the text, or not (default: if the terminal shows colours and NO_COLOR is not set)

Options of normalize:
  --output FORMAT          yaml (default) or json

Options of both:
  --upgrade-defaults HOW   target (default): a removed API version means its successor with the successor's defaults;
                           source: with the defaults of the removed version, written out
  --default-namespace NAME the namespace of objects that name none (default: default)
  -h, --help               print this; without a command, --version prints the version

--rename, --ignore and --deviation may be given more than once.

Exit status:
  0  equivalent, or printed
  1  different
  2  the input or the command is wrong, so that there is no verdict; one line says where and why

Examples:
  helm template my-release ./chart | cdk8s-patterns equivalent dist/ -
  cdk8s-patterns equivalent dist/ before.yaml --output html > report.html
`;
