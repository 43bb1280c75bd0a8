package dev.tributary.gotemplate.exec;

import java.util.List;
import java.util.Map;

import dev.tributary.gotemplate.exec.Statements.Exit;
import dev.tributary.gotemplate.parse.Node;
import dev.tributary.gotemplate.parse.Node.Branch;
import dev.tributary.gotemplate.value.GoFormat;
import dev.tributary.gotemplate.value.GoType;
import dev.tributary.gotemplate.value.Missing;
import dev.tributary.gotemplate.value.TextMap;
import org.jspecify.annotations.Nullable;

/** Runs one range statement: over lists, maps in key order and whole numbers. */
final class Ranging {
    private final Run run;
    private final Statements statements;
    private final Expressions expressions;
    private final Variables variables;
    private final Branch range;
    private int mark;

    Ranging(Run run, Statements statements, Expressions expressions, Variables variables, Branch range) {
        this.run = run;
        this.statements = statements;
        this.expressions = expressions;
        this.variables = variables;
        this.range = range;
    }

    /** Runs the body for each element, or the else part when there is none. */
    Exit run(@Nullable Object dot) {
        Object over = expressions.pipe(dot, range.pipe());
        mark = variables.mark();
        boolean any = switch (over) {
            case null -> false;
            case Long count -> overNumber(count);
            case List<?> list -> overList(list);
            case Map<?, ?> map -> overMap(map);
            case TextMap map -> overMap(map.entries());
            default -> throw expressions.failure("range can't iterate over " + GoFormat.sprint(List.of(over)));
        };
        return any ? Exit.NORMAL : statements.otherwise(dot, range);
    }

    private boolean overNumber(long count) {
        if (range.pipe().variables().size() > 1) {
            throw expressions.failure("can't use " + count + " to iterate over more than one variable");
        }
        for (long i = 0; i < count; i++) {
            if (iterate(null, i)) {
                break;
            }
        }
        return count > 0;
    }

    private boolean overList(List<?> list) {
        for (int i = 0; i < list.size(); i++) {
            if (iterate((long) i, list.get(i))) {
                break;
            }
        }
        return !list.isEmpty();
    }

    private boolean overMap(Map<?, ?> map) {
        for (Map.Entry<String, @Nullable Object> entry : GoFormat.sorted(map).entrySet()) {
            if (iterate(entry.getKey(), entry.getValue())) {
                break;
            }
        }
        return !map.isEmpty();
    }

    /** Runs the body once; true when it broke off. */
    private boolean iterate(@Nullable Object index, @Nullable Object found) {
        Object element = found == null ? Missing.NIL : GoType.normalize(found);
        run.step(expressions.tree(), range);
        bind(index, element);
        Exit exit = statements.list(element, range.then());
        variables.popTo(mark);
        return exit == Exit.BREAK;
    }

    private void bind(@Nullable Object index, @Nullable Object element) {
        List<Node.Variable> names = range.pipe().variables();
        if (names.isEmpty()) {
            return;
        }
        if (range.pipe().assigns()) {
            if (names.size() > 1) {
                expressions.assign(names.getFirst().name(), index);
            }
            expressions.assign(names.getLast().name(), element);
            return;
        }
        variables.setFromTop(1, element);
        if (names.size() > 1) {
            variables.setFromTop(2, index);
        }
    }
}
