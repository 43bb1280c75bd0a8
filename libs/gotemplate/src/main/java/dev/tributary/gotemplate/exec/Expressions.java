package dev.tributary.gotemplate.exec;

import java.util.List;

import dev.tributary.gotemplate.parse.Node;
import dev.tributary.gotemplate.parse.Node.Bool;
import dev.tributary.gotemplate.parse.Node.Chain;
import dev.tributary.gotemplate.parse.Node.Command;
import dev.tributary.gotemplate.parse.Node.Constant;
import dev.tributary.gotemplate.parse.Node.Dot;
import dev.tributary.gotemplate.parse.Node.Field;
import dev.tributary.gotemplate.parse.Node.Identifier;
import dev.tributary.gotemplate.parse.Node.Nil;
import dev.tributary.gotemplate.parse.Node.Operand;
import dev.tributary.gotemplate.parse.Node.Pipe;
import dev.tributary.gotemplate.parse.Node.StringLiteral;
import dev.tributary.gotemplate.parse.Node.Variable;
import dev.tributary.gotemplate.parse.Tree;
import dev.tributary.gotemplate.value.GoType;
import dev.tributary.gotemplate.value.Missing;
import dev.tributary.gotemplate.value.Parameter;
import dev.tributary.model.text.GoQuote;
import org.jspecify.annotations.Nullable;

/** Evaluates pipelines, commands and operands of one running template. Nothing (Go's invalid value) is null. */
final class Expressions {
    private final Run run;
    private final Tree tree;
    private final Variables variables;
    private final Members members;
    private final Calls calls;
    private Node current;

    Expressions(Run run, Tree tree, Variables variables) {
        this.run = run;
        this.tree = tree;
        this.variables = variables;
        current = tree.root();
        calls = new Calls(run, this);
        members = new Members(run.options().missing(), this, calls);
    }

    Tree tree() {
        return tree;
    }

    /** Remembers what is being evaluated: an error names it. */
    void at(Node node) {
        current = node;
    }

    Failure failure(String problem) {
        return Run.failure(tree, current, problem);
    }

    /** The value of the last command; variables that the pipeline names get it. */
    @Nullable
    Object pipe(@Nullable Object dot, Pipe pipe) {
        at(pipe);
        run.enter(tree, pipe);
        Object value = Missing.ARGUMENT;
        for (Command command : pipe.commands()) {
            run.step(tree, command);
            value = command(dot, command, value);
            if (value == Missing.NIL) {
                value = null;
            }
        }
        for (Variable variable : pipe.variables()) {
            if (pipe.assigns()) {
                assign(variable.name(), value);
            } else {
                variables.push(variable.name(), value);
            }
        }
        run.leave();
        return value;
    }

    void assign(String name, @Nullable Object value) {
        if (!variables.set(name, value)) {
            throw failure("undefined variable: " + name);
        }
    }

    private @Nullable Object command(@Nullable Object dot, Command command, @Nullable Object last) {
        List<Operand> operands = command.operands();
        Operand first = operands.getFirst();
        List<Operand> arguments = operands.subList(1, operands.size());
        return switch (first) {
            case Field field -> field(dot, field, arguments, last);
            case Chain chain -> chain(dot, chain, arguments, last);
            case Variable variable -> variable(dot, variable, arguments, last);
            case Identifier function -> calls.function(dot, function, command, arguments, last);
            case Pipe pipe -> {
                requireNoArguments(first, arguments, last);
                yield pipe(dot, pipe);
            }
            case Nil _ -> {
                at(first);
                requireNoArguments(first, arguments, last);
                throw failure("nil is not a command");
            }
            case Dot _,Bool _,Constant _,StringLiteral _ -> {
                at(first);
                requireNoArguments(first, arguments, last);
                yield literal(dot, first);
            }
        };
    }

    private void requireNoArguments(Node first, List<Operand> arguments, @Nullable Object last) {
        if (!arguments.isEmpty() || last != Missing.ARGUMENT) {
            throw failure("can't give argument to non-function " + first);
        }
    }

    private @Nullable Object literal(@Nullable Object dot, Operand operand) {
        return switch (operand) {
            case Dot _ -> dot;
            case Bool(_, var value) -> value;
            case StringLiteral(_, _, var value) -> value;
            case Constant constant -> number(constant);
            default -> throw failure("can't evaluate command " + GoQuote.quote(operand.toString()));
        };
    }

    /** A number with no type asked for: how it is written tells its type. */
    private Object number(Constant constant) {
        at(constant);
        if (constant.writtenReal()) {
            return constant.real();
        }
        Long whole = constant.whole();
        if (whole == null) {
            throw failure(constant + " overflows int");
        }
        return whole;
    }

    private @Nullable Object field(@Nullable Object dot, Field field, List<Operand> arguments, @Nullable Object last) {
        at(field);
        return members.chain(dot, dot, field, field.names(), arguments, last);
    }

    private @Nullable Object chain(@Nullable Object dot, Chain chain, List<Operand> arguments, @Nullable Object last) {
        at(chain);
        if (chain.base() instanceof Nil) {
            throw failure("indirection through explicit nil in " + chain);
        }
        Object base = value(dot, chain.base());
        return members.chain(dot, base, chain, chain.fields(), arguments, last);
    }

    private @Nullable Object variable(@Nullable Object dot, Variable variable, List<Operand> arguments,
            @Nullable Object last) {
        at(variable);
        if (!variables.has(variable.name())) {
            throw failure("undefined variable: " + variable.name());
        }
        Object value = variables.get(variable.name());
        if (variable.fields().isEmpty()) {
            requireNoArguments(variable, arguments, last);
            return value;
        }
        return members.chain(dot, value, variable, variable.fields(), arguments, last);
    }

    /** The value of an operand that stands as an argument or before fields. */
    @Nullable
    Object value(@Nullable Object dot, Operand operand) {
        at(operand);
        return switch (operand) {
            case Field field -> field(dot, field, List.of(), Missing.ARGUMENT);
            case Variable variable -> variable(dot, variable, List.of(), Missing.ARGUMENT);
            case Pipe pipe -> pipe(dot, pipe);
            case Identifier function -> calls.function(dot, function, function, List.of(), Missing.ARGUMENT);
            case Chain chain -> chain(dot, chain, List.of(), Missing.ARGUMENT);
            case Nil _ -> null;
            case Dot _,Bool _,Constant _,StringLiteral _ -> literal(dot, operand);
        };
    }

    /** The value of an argument in the type of its parameter. */
    @Nullable
    Object argument(@Nullable Object dot, Operand operand, Parameter parameter) {
        at(operand);
        return switch (operand) {
            case Bool _,Constant _,StringLiteral _ -> constant(operand, parameter);
            case Nil _ -> {
                if (!parameter.equals(Parameter.ANY)) {
                    throw failure("cannot assign nil to " + parameter.goType());
                }
                yield null;
            }
            default -> checked(value(dot, operand), parameter);
        };
    }

    private Object constant(Operand operand, Parameter parameter) {
        if (parameter.equals(Parameter.FLOAT)) {
            if (operand instanceof Constant constant) {
                return constant.real();
            }
            throw failure("expected float; found " + operand);
        }
        if (parameter.equals(Parameter.INT)) {
            if (operand instanceof Constant constant && constant.whole() != null) {
                return constant.whole();
            }
            throw failure("expected integer; found " + operand);
        }
        return switch (operand) {
            case Bool(_, var value) when parameter.takes(value) -> value;
            case StringLiteral(_, _, var value) when parameter.takes(value) -> value;
            case Constant number when parameter.equals(Parameter.ANY) -> number(number);
            default -> throw failure(parameter.equals(Parameter.TEXT) || parameter.equals(Parameter.BOOL)
                    ? "expected " + parameter.goType() + "; found " + operand
                    : "can't handle " + operand + " for arg of type " + parameter.goType());
        };
    }

    /** A value that comes in from elsewhere, refused when the parameter takes no such type. */
    @Nullable
    Object checked(@Nullable Object value, Parameter parameter) {
        Object plain = value == Missing.NIL ? null : value;
        if (parameter.takes(plain)) {
            return plain;
        }
        throw failure(value == null
                ? "invalid value; expected " + parameter.goType()
                : "wrong type for value; expected " + parameter.goType() + "; got " + GoType.nameOf(value));
    }
}
