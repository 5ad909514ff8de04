package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/authentication/user"
	apirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/warning"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	api "k8s.io/kubernetes/pkg/apis/core"
)

// uid is that of every object that is created here, so that what is generated from it is the same in every run.
const uid = "00000000-0000-4000-8000-000000000000"

// server answers requests as an API server with default settings would.
type server struct {
	decoders decoders
}

func newServer() *server { return &server{decoders: newDecoders()} }

// head is what every object has.
type head struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Metadata   struct {
		Namespace string `json:"namespace"`
	} `json:"metadata"`
}

func (s *server) answerLine(line []byte) (result answer) {
	var asked request
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Outcome: refused, Problems: []problem{{Reason: "BadRequest", Message: "the request is no JSON object: " + err.Error()}}}
	}
	defer func() {
		// The server answers a panic with an internal error, and goes on.
		if recovered := recover(); recovered != nil {
			result = answer{ID: asked.ID, Outcome: refused, Problems: []problem{{Reason: "InternalError", Message: fmt.Sprint(recovered)}}}
		}
	}()
	result = s.answer(asked)
	result.ID = asked.ID
	return result
}

func (s *server) answer(asked request) answer {
	var named head
	if err := json.Unmarshal(asked.Object, &named); err != nil {
		return refusal(problem{Reason: "BadRequest", Message: err.Error()})
	}
	kind, wrong := kindOf(named.APIVersion, named.Kind)
	if wrong != nil {
		return refusal(*wrong)
	}
	if !isBuiltInGroup(kind.Group) {
		return answer{Outcome: unknown}
	}
	how, found := strategies[kind.GroupKind()]
	if !found && isServed(kind) {
		// A review or the like: it is answered, not stored.
		return answer{Outcome: unknown}
	}
	if !found || !isServed(kind) {
		return refusal(notServed(kind))
	}
	call := newCall(s, kind, how, namespaceOf(named, asked), asked)
	if len(asked.Old) > 0 {
		return call.update()
	}
	return call.create()
}

func refusal(problems ...problem) answer { return answer{Outcome: refused, Problems: problems} }

func namespaceOf(named head, asked request) string {
	switch {
	case named.Metadata.Namespace != "":
		return named.Metadata.Namespace
	case asked.Namespace != "":
		return asked.Namespace
	default:
		return metav1.NamespaceDefault
	}
}

// call is one request on its way through the server.
type call struct {
	server   *server
	kind     schema.GroupVersionKind
	strategy strategy
	asked    request
	context  context.Context
	cluster  *cluster
	warnings []string
}

func newCall(s *server, kind schema.GroupVersionKind, how strategy, namespace string, asked request) *call {
	c := &call{server: s, kind: kind, strategy: how, asked: asked, cluster: newCluster()}
	if !how.NamespaceScoped() {
		namespace = metav1.NamespaceNone
	}
	ctx := apirequest.WithNamespace(context.Background(), namespace)
	ctx = apirequest.WithUser(ctx, &user.DefaultInfo{Name: "verdict", Groups: []string{user.SystemPrivilegedGroup, user.AllAuthenticated}})
	info := &apirequest.RequestInfo{IsResourceRequest: true, APIGroup: kind.Group, APIVersion: kind.Version, Namespace: namespace}
	ctx = apirequest.WithRequestInfo(ctx, info)
	c.context = warning.WithWarningRecorder(ctx, c)
	if text := deprecationOf(kind); text != "" {
		c.warnings = append(c.warnings, text)
	}
	return c
}

// AddWarning implements warning.Recorder.
func (c *call) AddWarning(_, text string) {
	for _, each := range c.warnings {
		if each == text {
			return
		}
	}
	c.warnings = append(c.warnings, text)
}

func (c *call) create() answer {
	object, problems := c.server.decoders.decode(c.asked.Object)
	if object != nil {
		problems = append(problems, problemsOf(c.begin(object))...)
	}
	return c.result(object, problems)
}

// begin does what the server does to a new object up to its storage.
func (c *call) begin(object runtime.Object) error {
	metadata, err := meta.Accessor(object)
	if err != nil {
		return err
	}
	rest.FillObjectMetaSystemFields(metadata)
	metadata.SetUID(uid)
	metadata.SetCreationTimestamp(metav1.Time{Time: time.Unix(0, 0)})
	if metadata.GetGenerateName() != "" && metadata.GetName() == "" {
		metadata.SetName(c.strategy.GenerateName(metadata.GetGenerateName()))
	}
	if service, ok := object.(*api.Service); ok {
		if err := c.cluster.create(service); err != nil {
			return err
		}
	}
	return rest.BeforeCreate(c.strategy, c.context, object)
}

func (c *call) result(object runtime.Object, problems []problem) answer {
	result := answer{Outcome: accepted, Problems: problems, Warnings: c.warnings}
	if len(problems) > 0 {
		result.Outcome = refused
		return result
	}
	if c.asked.Stored {
		stored, err := c.stored(object)
		if err != nil {
			return refusal(problem{Reason: "InternalError", Message: err.Error()})
		}
		result.Stored = stored
	}
	return result
}

// stored is the object as the server would return it, without what differs from one cluster or time to the next.
func (c *call) stored(object runtime.Object) ([]byte, error) {
	if service, ok := object.(*api.Service); ok {
		c.cluster.hide(service)
	}
	metadata, err := meta.Accessor(object)
	if err != nil {
		return nil, err
	}
	if metadata.GetUID() == uid {
		metadata.SetUID("")
		metadata.SetResourceVersion("")
		metadata.SetCreationTimestamp(metav1.Time{})
	}
	return encode(object, c.kind.GroupVersion())
}

func encode(object runtime.Object, version schema.GroupVersion) ([]byte, error) {
	versioned, err := legacyscheme.Scheme.ConvertToVersion(object, version)
	if err != nil {
		return nil, err
	}
	return json.Marshal(versioned)
}

// problemsOf takes an error of the server apart: one problem for each cause.
func problemsOf(err error) []problem {
	if err == nil {
		return nil
	}
	status, ok := err.(errors.APIStatus)
	if !ok {
		return []problem{{Reason: "InternalError", Message: err.Error()}}
	}
	details := status.Status().Details
	if details == nil || len(details.Causes) == 0 {
		return []problem{{Reason: string(status.Status().Reason), Message: status.Status().Message}}
	}
	var problems []problem
	for _, cause := range details.Causes {
		problems = append(problems, problem{Reason: string(cause.Type), Field: cause.Field, Message: cause.Message})
	}
	return problems
}
