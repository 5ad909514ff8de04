/** What `--help` prints. */
export const USAGE = `Decide offline whether Kubernetes manifests mean the same, are accepted, and what a change does.

Usage:
  cdk8s-patterns equivalent ACTUAL EXPECTED [options]
  cdk8s-patterns diff ACTUAL EXPECTED [options]        the same
  cdk8s-patterns normalize FILE... [options]
  cdk8s-patterns check FILE... --kubernetes VERSION[,VERSION] [options]
  cdk8s-patterns upgrade OLD NEW [options]
  cdk8s-patterns adopt FILE... --out DIR [options]

ACTUAL, EXPECTED, FILE, OLD and NEW are files, folders (their .yaml, .yml and .json files, at any depth) or - for
standard input. OLD and NEW may also be a git revision, as git:main:dist, and OLD the output of kubectl get -o yaml.

Options of equivalent:
  --rename A=B             an object of ACTUAL named A is the one named B in EXPECTED, and references to it may differ;
                           a name may be written Kind/name
  --ignore PATH            leave a field out of the comparison: metadata.labels, Deployment/web:spec.replicas,
                           spec.template.spec.containers[].image; =REASON may follow
  --deviation PATH=REASON  as --ignore, but the fields must differ: a deviation that no longer occurs is a difference
  --pair-by-kind           pair objects whose names differ, such as by a hash, by their kind
  --subset                 ask only that ACTUAL has at least what EXPECTED has
  --strict                 lists in another order, which have the same meaning but are stored otherwise, differ
  --output FORMAT          text (default), json, junit, sarif, github (annotations), unified (a diff as kubectl diff
                           prints it), or html: one self-contained page
  -o, --output-file FILE   write there instead of to standard output
  --show-secrets           print the values of Secrets, of which otherwise only digests are printed
  --color, --no-color      colour the text, or not (default: if the terminal shows colours and NO_COLOR is not set)

Options of normalize:
  --output FORMAT          yaml (default) or json

Options of check, which asks the API server's own code whether it would accept the objects:
  --kubernetes VERSIONS    1.29, 1.34 or 1.37; several are separated by commas; needs the npm package
                           cdk8s-patterns-kubernetes-VERSION
  --output FORMAT          text (default), json, junit, sarif, github (annotations), or html: one self-contained page
  -o, --output-file FILE   write there instead of to standard output

Options of upgrade, which tells what applying NEW in place of OLD does:
  --fail-on SEVERITY       the severity from which on the exit status is 1: restart, reduced, downtime, refused (default),
                           data-loss or never
  --no-prune               objects that only OLD has are kept, as by kubectl apply; Helm and Argo CD delete them
  --all                    name the objects that stay as they are, too
  --kubernetes VERSION     ask the API server's own code too whether it accepts each change; see check
  --output FORMAT          text (default), markdown or json

Options of adopt:
  --out DIR                the folder for the app, which must not exist or be empty
  --rendering NAME=FILE    the manifests of one of several environments, in place of FILE...; what differs between the
                           environments becomes props
  --values NAME=FILE       as --rendering, with FILE... the folder of a Helm chart, which helm renders with the values
  --output FORMAT          how the coverage is printed: text (default) or json

Options of equivalent and normalize:
  --upgrade-defaults HOW   target (default): a removed API version means its successor with the successor's defaults;
                           source: with the defaults of the removed version, written out

Options of all:
  --default-namespace NAME the namespace of objects that name none (default: default)
  -h, --help               print this; without a command, --version prints the version

--rename, --ignore, --deviation, --rendering and --values may be given more than once.

Exit status:
  0  equivalent, printed, accepted, or nothing as bad as --fail-on
  1  different, refused, or something as bad
  2  the input or the command is wrong, so that there is no verdict; one line says where and why

Examples:
  helm template my-release ./chart | cdk8s-patterns equivalent dist/ -
  cdk8s-patterns equivalent dist/ before.yaml --output html > report.html
  helm template my-release ./chart | cdk8s-patterns adopt - --out my-app
`;
