package dev.tributary.gotemplate.exec;

import dev.tributary.gotemplate.parse.Node;
import dev.tributary.gotemplate.parse.Node.Action;
import dev.tributary.gotemplate.parse.Node.Branch;
import dev.tributary.gotemplate.parse.Node.Break;
import dev.tributary.gotemplate.parse.Node.Call;
import dev.tributary.gotemplate.parse.Node.Continue;
import dev.tributary.gotemplate.parse.Node.ListNode;
import dev.tributary.gotemplate.parse.Node.Statement;
import dev.tributary.gotemplate.parse.Node.Terminator;
import dev.tributary.gotemplate.parse.Node.Text;
import dev.tributary.gotemplate.parse.Tree;
import dev.tributary.gotemplate.value.GoFormat;
import dev.tributary.gotemplate.value.GoType;
import dev.tributary.gotemplate.value.TemplateFunction;
import dev.tributary.model.text.GoQuote;
import org.jspecify.annotations.Nullable;

/** Runs the statements of one template. A template it calls gets an own instance: variables are not inherited. */
final class Statements {
    /** How a list of statements ended. */
    enum Exit {
        NORMAL, BREAK, CONTINUE
    }

    private final Run run;
    private final Tree tree;
    private final Variables variables;
    private final Expressions expressions;

    Statements(Run run, Tree tree, @Nullable Object dollar) {
        this.run = run;
        this.tree = tree;
        variables = new Variables(dollar);
        expressions = new Expressions(run, tree, variables);
    }

    void run(@Nullable Object dot) {
        list(dot, tree.root());
    }

    /** Runs a list; variables declared in it live on until the caller pops them. */
    Exit list(@Nullable Object dot, ListNode list) {
        run.enter(tree, list);
        for (Statement statement : list.statements()) {
            Exit exit = statement(dot, statement);
            if (exit != Exit.NORMAL) {
                run.leave();
                return exit;
            }
        }
        run.leave();
        return Exit.NORMAL;
    }

    private Exit statement(@Nullable Object dot, Statement statement) {
        run.step(tree, statement);
        expressions.at(statement);
        switch (statement) {
            case Text(_, var text) -> run.out().append(text);
            case Action action -> {
                Object value = expressions.pipe(dot, action.pipe());
                if (action.pipe().variables().isEmpty()) {
                    print(action, value);
                }
            }
            case Branch branch -> {
                return branch(dot, branch);
            }
            case Call call -> call(dot, call);
            case Break _ -> {
                return Exit.BREAK;
            }
            case Continue _ -> {
                return Exit.CONTINUE;
            }
            case Terminator end -> throw new IllegalStateException("the parser left " + end + " in a list");
        }
        return Exit.NORMAL;
    }

    private void print(Action action, @Nullable Object value) {
        switch (value) {
            case null -> run.out().append("<no value>");
            case String text -> run.out().append(text);
            case TemplateFunction _ ->
                throw Run.failure(tree, action, "can't print " + action + " of type " + GoType.nameOf(value));
            default -> GoFormat.append(run.out(), value);
        }
    }

    private Exit branch(@Nullable Object dot, Branch branch) {
        int mark = variables.mark();
        Exit exit = switch (branch.kind()) {
            case RANGE -> new Ranging(run, this, expressions, variables, branch).run(dot);
            case IF, WITH -> conditional(dot, branch);
        };
        variables.popTo(mark);
        return exit;
    }

    private Exit conditional(@Nullable Object dot, Branch branch) {
        Object value = expressions.pipe(dot, branch.pipe());
        if (GoType.isTrue(value)) {
            return list(branch.kind() == Branch.Kind.WITH ? value : dot, branch.then());
        }
        return otherwise(dot, branch);
    }

    Exit otherwise(@Nullable Object dot, Branch branch) {
        ListNode otherwise = branch.otherwise();
        return otherwise == null ? Exit.NORMAL : list(dot, otherwise);
    }

    private void call(@Nullable Object dot, Call call) {
        Tree called = run.tree(call.name());
        if (called == null) {
            throw Run.failure(tree, call, "template " + GoQuote.quote(call.name()) + " not defined");
        }
        Object argument = call.pipe() == null ? null : expressions.pipe(dot, call.pipe());
        run.enter(tree, call);
        new Statements(run, called, argument).run(argument);
        run.leave();
    }

    Failure failure(Node node, String problem) {
        return Run.failure(tree, node, problem);
    }
}
