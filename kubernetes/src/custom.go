package main

import (
	"encoding/json"
	"fmt"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/jsonmergepatch"
)

// customKind is a kind that a CustomResourceDefinition adds.
type customKind struct {
	resource string
	versions map[string]*customVersion
	schemas  map[string]*structuralschema.Structural
}

// customVersion is a served version of a custom kind.
type customVersion struct {
	strategy strategy

	// warning is what the server tells about a deprecated version, or "".
	warning string
}

// newCustomKind builds what the server builds for a CustomResourceDefinition that it has accepted.
func newCustomKind(crd *apiextensionsv1.CustomResourceDefinition) (*customKind, error) {
	made := &customKind{resource: crd.Spec.Names.Plural, versions: map[string]*customVersion{}, schemas: map[string]*structuralschema.Structural{}}
	for _, version := range crd.Spec.Versions {
		properties := &apiextensions.CustomResourceValidation{}
		if version.Schema != nil {
			if err := apiextensionsv1.Convert_v1_CustomResourceValidation_To_apiextensions_CustomResourceValidation(version.Schema, properties, nil); err != nil {
				return nil, err
			}
		}
		structural, err := structuralschema.NewStructural(properties.OpenAPIV3Schema)
		if err != nil {
			return nil, err
		}
		structural = structural.DeepCopy()
		if err := defaulting.PruneDefaults(structural); err != nil {
			return nil, err
		}
		made.schemas[version.Name] = structural
		if !version.Served {
			continue
		}
		served := &customVersion{}
		if served.strategy, err = newVersionStrategy(crd, version, properties.OpenAPIV3Schema, structural); err != nil {
			return nil, err
		}
		if version.Deprecated {
			served.warning = apiserver.DeprecationWarning(version.Name, crd.Spec)
			if version.DeprecationWarning != nil {
				served.warning = *version.DeprecationWarning
			}
		}
		made.versions[version.Name] = served
	}
	return made, nil
}

func newVersionStrategy(crd *apiextensionsv1.CustomResourceDefinition, version apiextensionsv1.CustomResourceDefinitionVersion, properties *apiextensions.JSONSchemaProps, structural *structuralschema.Structural) (strategy, error) {
	validator, _, err := validation.NewSchemaValidator(properties)
	if err != nil {
		return nil, err
	}
	made := customParts{
		namespaced: crd.Spec.Scope == apiextensionsv1.NamespaceScoped,
		kind:       schema.GroupVersionKind{Group: crd.Spec.Group, Version: version.Name, Kind: crd.Spec.Names.Kind},
		validator:  validator,
		structural: structural,
		version:    version,
	}
	if version.Subresources != nil && version.Subresources.Status != nil {
		made.status = &apiextensions.CustomResourceSubresourceStatus{}
	}
	if version.Subresources != nil && version.Subresources.Scale != nil {
		made.scale = &apiextensions.CustomResourceSubresourceScale{}
		if err := apiextensionsv1.Convert_v1_CustomResourceSubresourceScale_To_apiextensions_CustomResourceSubresourceScale(version.Subresources.Scale, made.scale, nil); err != nil {
			return nil, err
		}
	}
	return made.strategy(), nil
}

// customParts is what the strategy of a custom kind is made of.
type customParts struct {
	namespaced bool
	kind       schema.GroupVersionKind
	validator  validation.SchemaValidator
	structural *structuralschema.Structural
	status     *apiextensions.CustomResourceSubresourceStatus
	scale      *apiextensions.CustomResourceSubresourceScale
	version    apiextensionsv1.CustomResourceDefinitionVersion
}

// customCodec is that of a custom kind.
type customCodec struct {
	strict  runtime.Decoder
	lenient runtime.Decoder
	schemas map[string]*structuralschema.Structural
}

func newCustomCodec(custom *customKind, kind schema.GroupKind) customCodec {
	return customCodec{
		strict:  apiserver.NewCustomDecoder(kind, custom.schemas, true),
		lenient: apiserver.NewCustomDecoder(kind, custom.schemas, false),
		schemas: custom.schemas,
	}
}

func (c customCodec) decode(data []byte) (runtime.Object, []problem) {
	object, _, err := c.strict.Decode(data, nil, nil)
	var problems []problem
	if err != nil {
		strict, isStrict := runtime.AsStrictDecodingError(err)
		if !isStrict {
			return nil, []problem{{Reason: "BadRequest", Field: fieldOfDecoding(err.Error()), Message: err.Error()}}
		}
		for _, each := range strict.Errors() {
			problems = append(problems, problem{Reason: "BadRequest", Field: fieldOfDecoding(each.Error()), Message: each.Error()})
		}
	}
	c.setDefaults(object)
	return object, problems
}

func (c customCodec) decodeStored(data []byte) (runtime.Object, error) {
	object, _, err := c.lenient.Decode(data, nil, nil)
	if err == nil {
		c.setDefaults(object)
	}
	return object, err
}

func (c customCodec) setDefaults(object runtime.Object) {
	if custom, ok := object.(*unstructured.Unstructured); ok {
		defaulting.Default(custom.Object, c.schemas[custom.GroupVersionKind().Version])
	}
}

func (c customCodec) encode(object runtime.Object) ([]byte, error) {
	custom, ok := object.(*unstructured.Unstructured)
	if !ok {
		return nil, fmt.Errorf("a custom resource is %T", object)
	}
	return json.Marshal(custom.Object)
}

func (c customCodec) merge(original, modified, current []byte) ([]byte, error) {
	text, err := jsonmergepatch.CreateThreeWayJSONMergePatch(original, modified, current)
	if err != nil {
		return nil, err
	}
	var value, patch map[string]any
	if err := json.Unmarshal(current, &value); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &patch); err != nil {
		return nil, err
	}
	return json.Marshal(mergePatch(value, patch))
}

// mergePatch applies a JSON merge patch (RFC 7386).
func mergePatch(value, patch map[string]any) map[string]any {
	if value == nil {
		value = map[string]any{}
	}
	for name, change := range patch {
		switch change := change.(type) {
		case nil:
			delete(value, name)
		case map[string]any:
			member, _ := value[name].(map[string]any)
			value[name] = mergePatch(member, change)
		default:
			value[name] = change
		}
	}
	return value
}
