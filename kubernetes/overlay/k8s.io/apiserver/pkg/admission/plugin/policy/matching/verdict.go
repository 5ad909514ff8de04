package matching

import (
	registration "k8s.io/api/admissionregistration/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/admission"
)

// MatchesRules reports whether one of the rules selects a request, and as which resource and kind.
func MatchesRules(rules []registration.NamedRuleWithOperations, policy *registration.MatchPolicyType, attributes admission.Attributes, interfaces admission.ObjectInterfaces) (bool, schema.GroupVersionResource, schema.GroupVersionKind, error) {
	return matchesResourceRules(rules, policy, attributes, interfaces)
}
