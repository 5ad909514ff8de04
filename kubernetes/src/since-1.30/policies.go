package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	registration "k8s.io/api/admissionregistration/v1"
	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/admission/plugin/policy/matching"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/apiserver/pkg/warning"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

// policies are the ValidatingAdmissionPolicies that were given, with their bindings.
type policies struct {
	all      []*compiledPolicy
	bindings []*registration.ValidatingAdmissionPolicyBinding
}

type compiledPolicy struct {
	*registration.ValidatingAdmissionPolicy
	validator validating.Validator
}

// add adds a policy or a binding, or replaces that of the same name.
func (p *policies) add(object runtime.Object) {
	definition, binding := &registration.ValidatingAdmissionPolicy{}, &registration.ValidatingAdmissionPolicyBinding{}
	if legacyscheme.Scheme.Convert(object, definition, nil) == nil {
		p.all = slices.DeleteFunc(p.all, func(each *compiledPolicy) bool { return each.Name == definition.Name })
		p.all = append(p.all, &compiledPolicy{definition, validating.Compile(definition)})
	} else if legacyscheme.Scheme.Convert(object, binding, nil) == nil {
		p.bindings = slices.DeleteFunc(p.bindings, func(each *registration.ValidatingAdmissionPolicyBinding) bool { return each.Name == binding.Name })
		p.bindings = append(p.bindings, binding)
	}
}

// admitPolicies does what the plugin's dispatcher does.
func (c *call) admitPolicies(object, old runtime.Object) error {
	// A policy cannot keep anybody from mending it.
	if len(c.server.given.policies.bindings) == 0 || c.kind.Group == registration.GroupName {
		return nil
	}
	request := newPolicyRequest(c, object, old)
	var denied []string
	var reasons []metav1.StatusReason
	for _, each := range c.server.given.policies.all {
		resource, kind, matches, err := request.matches(each.Spec.MatchConstraints)
		if !matches {
			continue
		}
		for _, binding := range c.server.given.policies.bindings {
			if binding.Spec.PolicyName != each.Name {
				continue
			}
			if binding.Spec.MatchResources != nil {
				if _, _, isBound, bindingError := request.matches(binding.Spec.MatchResources); !isBound {
					continue
				} else if err == nil {
					err = bindingError
				}
			}
			decisions := request.decide(each, binding, resource, kind, err)
			for _, decision := range decisions {
				if decision.Action != validating.ActionDeny {
					continue
				}
				for _, action := range binding.Spec.ValidationActions {
					switch action {
					case registration.Deny:
						denied = append(denied, fmt.Sprintf("ValidatingAdmissionPolicy '%s' with binding '%s' denied request: %s", each.Name, binding.Name, decision.Message))
						reasons = append(reasons, decision.Reason)
					case registration.Warn:
						warning.AddWarning(c.context, "", fmt.Sprintf("Validation failed for ValidatingAdmissionPolicy '%s' with binding '%s': %s", each.Name, binding.Name, decision.Message))
					}
				}
			}
		}
	}
	if len(denied) == 0 {
		return nil
	}
	refusal := c.forbidden(request.attributes.GetName(), denied[0])
	if refusal.ErrStatus.Reason = reasons[0]; reasons[0] == "" {
		refusal.ErrStatus.Reason = metav1.StatusReasonInvalid
	}
	return refusal
}

// policyRequest is a request as the policies see it.
type policyRequest struct {
	call       *call
	attributes admission.Attributes
	interfaces admission.ObjectInterfaces
}

func newPolicyRequest(c *call, object, old runtime.Object) policyRequest {
	name := ""
	if accessor, err := meta.Accessor(object); err == nil {
		name = accessor.GetName()
	}
	operation := admission.Operation(c.operation(old))
	// A nil object in an interface is not nil.
	if old == nil {
		return policyRequest{c, admission.NewAttributesRecord(object, nil, c.kind, c.namespaceOf(object), name, c.resource(), "", operation, nil, false, verdictUser), admission.NewObjectInterfacesFromScheme(legacyscheme.Scheme)}
	}
	return policyRequest{c, admission.NewAttributesRecord(object, old, c.kind, c.namespaceOf(object), name, c.resource(), "", operation, nil, false, verdictUser), admission.NewObjectInterfacesFromScheme(legacyscheme.Scheme)}
}

// matches reports whether the rules and selectors of a policy or binding select the request. An error does not keep them
// from matching: the policy's failurePolicy decides.
func (r policyRequest) matches(criteria *registration.MatchResources) (schema.GroupVersionResource, schema.GroupVersionKind, bool, error) {
	resource, kind := r.attributes.GetResource(), r.attributes.GetKind()
	if criteria == nil {
		return resource, kind, false, nil
	}
	for _, selected := range []struct {
		selector *metav1.LabelSelector
		matches  func(labels.Selector) bool
	}{{criteria.NamespaceSelector, r.namespaceMatches}, {criteria.ObjectSelector, r.objectMatches}} {
		selector, err := metav1.LabelSelectorAsSelector(selected.selector)
		if err != nil {
			return resource, kind, true, err
		}
		if !selector.Empty() && !selected.matches(selector) {
			return resource, kind, false, nil
		}
	}
	if excluded, _, _, err := matching.MatchesRules(criteria.ExcludeResourceRules, criteria.MatchPolicy, r.attributes, r.interfaces); excluded || err != nil {
		return resource, kind, err != nil, err
	}
	if len(criteria.ResourceRules) == 0 {
		return resource, kind, true, nil
	}
	matches, resource, kind, err := matching.MatchesRules(criteria.ResourceRules, criteria.MatchPolicy, r.attributes, r.interfaces)
	return resource, kind, matches || err != nil, err
}

// namespaceMatches: a namespace selector selects every object that is in no namespace, but for Namespaces.
func (r policyRequest) namespaceMatches(selector labels.Selector) bool {
	if kind := r.attributes.GetKind(); kind.Group == "" && kind.Kind == "Namespace" {
		return selector.Matches(labelsOf(r.attributes.GetObject()))
	}
	name := r.attributes.GetNamespace()
	return name == "" || selector.Matches(labels.Set(r.call.server.given.namespace(name).Labels))
}

func (r policyRequest) objectMatches(selector labels.Selector) bool {
	return selector.Matches(labelsOf(r.attributes.GetObject())) || selector.Matches(labelsOf(r.attributes.GetOldObject()))
}

func labelsOf(object runtime.Object) labels.Set {
	if object == nil {
		return nil
	}
	accessor, err := meta.Accessor(object)
	if err != nil {
		return nil
	}
	return accessor.GetLabels()
}

// decide evaluates a policy for each of the parameters of a binding.
func (r policyRequest) decide(each *compiledPolicy, binding *registration.ValidatingAdmissionPolicyBinding, resource schema.GroupVersionResource, kind schema.GroupVersionKind, err error) []validating.PolicyDecision {
	var params []runtime.Object
	if err == nil {
		params, err = r.params(each.Spec.ParamKind, binding.Spec.ParamRef)
	}
	var versioned *admission.VersionedAttributes
	if err == nil {
		versioned, err = admission.NewVersionedAttributes(r.attributes, kind, r.interfaces)
	}
	if err != nil {
		if failure := each.Spec.FailurePolicy; failure != nil && *failure == registration.Ignore {
			return nil
		}
		return []validating.PolicyDecision{{Action: validating.ActionDeny, Message: "failed to configure binding: " + err.Error()}}
	}
	var namespace *core.Namespace
	if name := r.attributes.GetNamespace(); name != "" && !(r.call.kind.Group == "" && r.call.kind.Kind == "Namespace") {
		namespace = r.call.server.given.namespace(name)
	}
	var decisions []validating.PolicyDecision
	for _, param := range params {
		result := each.validator.Validate(r.call.context, resource, versioned, param, namespace, celconfig.RuntimeCELCostBudget, everythingAllowed{})
		decisions = append(decisions, result.Decisions...)
	}
	return decisions
}

// params are the objects that a binding names. Those that were given exist, and no others.
func (r policyRequest) params(kind *registration.ParamKind, reference *registration.ParamRef) ([]runtime.Object, error) {
	if kind == nil || reference == nil {
		return []runtime.Object{nil}, nil
	}
	var selector labels.Selector
	if reference.Selector != nil {
		var err error
		if selector, err = metav1.LabelSelectorAsSelector(reference.Selector); err != nil {
			return nil, err
		}
	}
	namespace := reference.Namespace
	if namespace == "" {
		namespace = r.attributes.GetNamespace()
	}
	var found []runtime.Object
	for _, each := range r.call.server.given.objects {
		if each.GetAPIVersion() != kind.APIVersion || each.GetKind() != kind.Kind {
			continue
		}
		isThere := !r.call.server.isNamespaced(each.GroupVersionKind()) || namespaceOfGiven(each) == namespace
		isNamed := reference.Name == each.GetName() || (selector != nil && selector.Matches(labels.Set(each.GetLabels())))
		if isThere && isNamed {
			found = append(found, each)
		}
	}
	if action := reference.ParameterNotFoundAction; len(found) == 0 && action != nil && *action == registration.DenyAction {
		return nil, errors.New("no params found for policy binding with `Deny` parameterNotFoundAction")
	}
	return found, nil
}

func namespaceOfGiven(object *unstructured.Unstructured) string {
	if namespace := object.GetNamespace(); namespace != "" {
		return namespace
	}
	return metav1.NamespaceDefault
}

// everythingAllowed is what a cluster administrator may do.
type everythingAllowed struct{}

func (everythingAllowed) Authorize(context.Context, authorizer.Attributes) (authorizer.Decision, string, error) {
	return authorizer.DecisionAllow, "", nil
}
