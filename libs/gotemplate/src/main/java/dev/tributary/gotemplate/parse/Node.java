package dev.tributary.gotemplate.parse;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A node of a template's syntax tree. Nodes never change after parsing; running keeps its own state. A node's text is what
 * error messages show.
 */
public sealed interface Node {
    /** Where the node starts in the template, counted in characters. */
    int start();

    /** What a list may hold. */
    sealed interface Statement extends Node {
    }

    /** What a command may be made of. */
    sealed interface Operand extends Node {
    }

    /** What ends a list instead of standing in it. */
    sealed interface Terminator extends Statement {
    }

    record ListNode(int start, List<Statement> statements) implements Node {
        public ListNode {
            statements = List.copyOf(statements);
        }

        @Override
        public String toString() {
            return NodeText.list(this);
        }
    }

    record Text(int start, String text) implements Statement {
        @Override
        public String toString() {
            return text;
        }
    }

    /** A pipeline whose value is printed, unless it declares variables. */
    record Action(int start, Pipe pipe) implements Statement {
        @Override
        public String toString() {
            return "{{" + pipe + "}}";
        }
    }

    /** if, with and range. */
    record Branch(Kind kind, int start, Pipe pipe, ListNode then, @Nullable ListNode otherwise) implements Statement {
        public enum Kind {
            IF("if"), WITH("with"), RANGE("range");

            final String word;

            Kind(String word) {
                this.word = word;
            }
        }

        @Override
        public String toString() {
            return NodeText.branch(this);
        }
    }

    /** Runs another template, with the pipeline's value as its dot, or with nothing. */
    record Call(int start, String name, @Nullable Pipe pipe) implements Statement {
        @Override
        public String toString() {
            return NodeText.call(this);
        }
    }

    record Break(int start) implements Statement {
        @Override
        public String toString() {
            return "{{break}}";
        }
    }

    record Continue(int start) implements Statement {
        @Override
        public String toString() {
            return "{{continue}}";
        }
    }

    record End(int start) implements Terminator {
        @Override
        public String toString() {
            return "{{end}}";
        }
    }

    record Else(int start) implements Terminator {
        @Override
        public String toString() {
            return "{{else}}";
        }
    }

    /** Commands, each given the value of the one before; the last value goes to the variables, if there are any. */
    record Pipe(int start, boolean assigns, List<Variable> variables, List<Command> commands) implements Operand {
        public Pipe {
            variables = List.copyOf(variables);
            commands = List.copyOf(commands);
        }

        @Override
        public String toString() {
            return NodeText.pipe(this);
        }
    }

    /** A value, or a function or method with its arguments. */
    record Command(int start, List<Operand> operands) implements Node {
        public Command {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return NodeText.command(this);
        }
    }

    /** {@code .a.b}: fields of dot. */
    record Field(int start, List<String> names) implements Operand {
        public Field {
            names = List.copyOf(names);
        }

        @Override
        public String toString() {
            return "." + String.join(".", names);
        }
    }

    /** {@code $v.a.b}: a variable, its name with the dollar, and fields of it. */
    record Variable(int start, String name, List<String> fields) implements Operand {
        public Variable {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return fields.isEmpty() ? name : name + "." + String.join(".", fields);
        }
    }

    /** {@code (pipe).a.b} or {@code function.a}: fields of a computed value. */
    record Chain(int start, Operand base, List<String> fields) implements Operand {
        public Chain {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            String shown = base instanceof Pipe ? "(" + base + ")" : base.toString();
            return shown + "." + String.join(".", fields);
        }
    }

    /** The name of a function. */
    record Identifier(int start, String name) implements Operand {
        @Override
        public String toString() {
            return name;
        }
    }

    record Dot(int start) implements Operand {
        @Override
        public String toString() {
            return ".";
        }
    }

    record Nil(int start) implements Operand {
        @Override
        public String toString() {
            return "nil";
        }
    }

    record Bool(int start, boolean value) implements Operand {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** A constant of no type yet: it is whole, or not, or both like {@code 1} and {@code 1e3}. */
    record Constant(int start, String text, @Nullable Long whole, double real, boolean writtenReal) implements Operand {
        @Override
        public String toString() {
            return text;
        }
    }

    record StringLiteral(int start, String quoted, String value) implements Operand {
        @Override
        public String toString() {
            return quoted;
        }
    }
}
