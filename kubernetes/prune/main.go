// Command prune cuts packages of the vendored Kubernetes down to the declarations that the verdict needs.
//
// Usage: prune VENDOR RULES
//
// A line of RULES is "keep PACKAGE NAME…": of that package only these declarations stay, with what they refer to
// in the same package; "drop PACKAGE/FILE"; "everywhere PACKAGE/FILE", which
// takes away the build constraint of a file; or "strip FILES NAME…", which takes functions and methods of these names out
// of files, written with * for folders. A method is written Type.method. A type's methods stay when kept code
// calls a method of that name. A package, a dropped file or a
// name that ends in "?" may be missing.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

func main() {
	vendor, rules := os.Args[1], os.Args[2]
	file, err := os.Open(rules)
	check(err)
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		switch {
		case len(words) == 0 || strings.HasPrefix(words[0], "#"):
		case words[0] == "drop" && len(words) == 2:
			target, optional := strings.CutSuffix(words[1], "?")
			if err := os.Remove(filepath.Join(vendor, target)); !optional || !os.IsNotExist(err) {
				check(err)
			}
		case words[0] == "everywhere" && len(words) == 2:
			strip(vendor, words[1], nil)
		case words[0] == "strip" && len(words) > 2:
			strip(vendor, words[1], words[2:])
		case words[0] == "keep" && len(words) > 2:
			target, optional := strings.CutSuffix(words[1], "?")
			folder := filepath.Join(vendor, target)
			if _, err := os.Stat(folder); err == nil || !optional {
				keep(folder, words[2:])
			}
		default:
			check(fmt.Errorf("%s: cannot read the rule %q", rules, lines.Text()))
		}
	}
	check(lines.Err())
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "prune:", err)
		os.Exit(1)
	}
}

// strip takes functions and methods of some names out of files, and their build constraints.
func strip(vendor, pattern string, names []string) {
	unwanted := map[string]bool{}
	for _, name := range names {
		unwanted[name] = true
	}
	paths, err := filepath.Glob(filepath.Join(vendor, pattern))
	check(err)
	if len(paths) == 0 {
		check(fmt.Errorf("there is no file %s", pattern))
	}
	for _, each := range paths {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, each, nil, parser.SkipObjectResolution)
		check(err)
		kept := map[ast.Node]bool{}
		for _, declared := range declarationsOf(file) {
			function, isFunction := declared.node.(*ast.FuncDecl)
			kept[declared.node] = !isFunction || !unwanted[function.Name.Name]
		}
		write(set, each, file, kept)
	}
}

// declaration is one function, or one specification of a group of types, constants or variables.
type declaration struct {
	names []string
	node  ast.Node
}

func keep(folder string, roots []string) {
	set := token.NewFileSet()
	files := map[string]*ast.File{}
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	check(err)
	for _, each := range paths {
		parsed, err := parser.ParseFile(set, each, nil, parser.SkipObjectResolution)
		check(err)
		files[each] = parsed
	}
	byName := map[string][]declaration{}
	for _, file := range files {
		for _, each := range declarationsOf(file) {
			for _, name := range each.names {
				byName[name] = append(byName[name], each)
			}
		}
	}
	kept := closure(byName, roots, folder)
	for name, file := range files {
		write(set, name, file, kept)
	}
}

// closure is what the roots need of their own package.
func closure(byName map[string][]declaration, roots []string, folder string) map[ast.Node]bool {
	kept := map[ast.Node]bool{}
	calls := map[string]bool{}
	types := map[string]bool{}
	var queue []string
	for _, root := range roots {
		name, optional := strings.CutSuffix(root, "?")
		if len(byName[name]) > 0 {
			queue = append(queue, name)
		} else if !optional {
			check(fmt.Errorf("%s declares no %s", folder, name))
		}
	}
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		if name == "_" {
			continue
		}
		for _, each := range byName[name] {
			if kept[each.node] {
				continue
			}
			kept[each.node] = true
			types[name] = true
			inspect(each.node, func(name string) { queue = append(queue, name) }, func(member string) { calls[member] = true })
		}
		if len(queue) == 0 {
			for method := range byName {
				receiver, called, found := strings.Cut(method, ".")
				if found && types[receiver] && calls[called] && !kept[byName[method][0].node] {
					queue = append(queue, method)
				}
			}
		}
	}
	return kept
}

// inspect reports the names that a declaration refers to, and the members that it selects.
func inspect(root ast.Node, name, member func(string)) {
	ast.Inspect(root, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.SelectorExpr:
			member(node.Sel.Name)
			inspect(node.X, name, member)
			return false
		case *ast.KeyValueExpr:
			if _, isName := node.Key.(*ast.Ident); !isName {
				inspect(node.Key, name, member)
			}
			inspect(node.Value, name, member)
			return false
		case *ast.Field:
			inspect(node.Type, name, member)
			return false
		case *ast.Ident:
			name(node.Name)
		}
		return true
	})
}

func declarationsOf(file *ast.File) []declaration {
	var all []declaration
	for _, each := range file.Decls {
		switch each := each.(type) {
		case *ast.FuncDecl:
			all = append(all, declaration{[]string{nameOf(each)}, each})
		case *ast.GenDecl:
			for _, spec := range each.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					all = append(all, declaration{[]string{spec.Name.Name}, spec})
				case *ast.ValueSpec:
					var names []string
					for _, name := range spec.Names {
						names = append(names, name.Name)
					}
					all = append(all, declaration{names, spec})
				}
			}
		}
	}
	return all
}

func nameOf(function *ast.FuncDecl) string {
	if function.Recv == nil {
		return function.Name.Name
	}
	receiver := function.Recv.List[0].Type
	if pointer, ok := receiver.(*ast.StarExpr); ok {
		receiver = pointer.X
	}
	if name, ok := receiver.(*ast.Ident); ok {
		return name.Name + "." + function.Name.Name
	}
	return "?." + function.Name.Name
}

// write replaces a file by its kept declarations, or removes it when there are none.
func write(set *token.FileSet, name string, file *ast.File, kept map[ast.Node]bool) {
	var body bytes.Buffer
	used := map[string]bool{}
	for _, each := range file.Decls {
		declaration := each
		switch each := each.(type) {
		case *ast.FuncDecl:
			if !kept[each] {
				continue
			}
			each.Doc = nil
		case *ast.GenDecl:
			if each.Tok == token.IMPORT {
				continue
			}
			var specs []ast.Spec
			for _, spec := range each.Specs {
				if kept[spec] {
					specs = append(specs, spec)
				}
			}
			if len(specs) == 0 {
				continue
			}
			each.Doc = nil
			declaration = &ast.GenDecl{Tok: each.Tok, TokPos: each.TokPos, Lparen: each.Lparen, Rparen: each.Rparen, Specs: specs}
		}
		ast.Inspect(declaration, func(node ast.Node) bool {
			if selector, ok := node.(*ast.SelectorExpr); ok {
				if name, ok := selector.X.(*ast.Ident); ok {
					used[name.Name] = true
				}
			}
			return true
		})
		check(format.Node(&body, set, declaration))
		body.WriteString("\n\n")
	}
	check(os.Remove(name))
	if body.Len() == 0 {
		return
	}
	var text bytes.Buffer
	fmt.Fprintf(&text, "package %s\n\n", file.Name.Name)
	for _, each := range file.Imports {
		target, _ := strconv.Unquote(each.Path.Value)
		local := packageName(target)
		alias := ""
		if each.Name != nil {
			local, alias = each.Name.Name, each.Name.Name+" "
		}
		if used[local] {
			fmt.Fprintf(&text, "import %s%s\n", alias, each.Path.Value)
		}
	}
	text.WriteString("\n")
	text.Write(body.Bytes())
	check(os.WriteFile(name, text.Bytes(), 0o644))
}

var majorVersion = regexp.MustCompile(`^v\d+$`)

// packageName guesses the name of a package from its path, as goimports does.
func packageName(target string) string {
	base := path.Base(target)
	if majorVersion.MatchString(base) {
		base = path.Base(path.Dir(target))
	}
	return base
}
