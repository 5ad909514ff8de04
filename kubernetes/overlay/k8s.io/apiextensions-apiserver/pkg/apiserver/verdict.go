package apiserver

import (
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/crdserverscheme"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer/json"
)

// NewCustomDecoder reads objects of a custom kind from JSON, prunes what the schema does not have and, if it is strict,
// reports it.
func NewCustomDecoder(kind schema.GroupKind, schemas map[string]*structuralschema.Structural, strict bool) runtime.Decoder {
	serializer := json.NewSerializerWithOptions(json.DefaultMetaFactory, unstructuredCreator{}, crdserverscheme.NewUnstructuredObjectTyper(), json.SerializerOptions{Strict: strict})
	coercer := unstructuredSchemaCoercer{structuralSchemas: schemas, structuralSchemaGK: kind, returnUnknownFieldPaths: strict}
	return schemaCoercingDecoder{delegate: serializer, validator: coercer}
}

// DeprecationWarning is what the server tells about a deprecated version of a custom kind by default.
func DeprecationWarning(version string, crd apiextensionsv1.CustomResourceDefinitionSpec) string {
	return defaultDeprecationWarning(version, crd)
}
