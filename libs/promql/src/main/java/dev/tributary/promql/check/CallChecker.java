package dev.tributary.promql.check;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.FunctionSignature;
import dev.tributary.promql.ast.StringText;
import dev.tributary.promql.ast.ValueType;

/** Checks number and types of a function's arguments. */
final class CallChecker {
    private final Checker checker;

    CallChecker(Checker checker) {
        this.checker = checker;
    }

    Expr check(Expr.Call call) {
        checkCount(call);
        boolean info = call.function().name().equals("info");
        if (info && call.arguments().size() > 1) {
            checkInfoSelector(call);
        }
        List<Expr> arguments = new ArrayList<>(call.arguments().size());
        for (int i = 0; i < call.arguments().size(); i++) {
            // The second argument of info is no selection of its own: it may match anything.
            arguments.add(info && i == 1 ? call.arguments().get(i) : argument(call, i));
        }
        return new Expr.Call(call.function(), arguments, call.span());
    }

    private Expr argument(Expr.Call call, int index) {
        List<ValueType> types = call.function().arguments();
        ValueType expected = types.get(Math.min(index, types.size() - 1));
        Expr argument = call.arguments().get(index);
        Expr checked = checker.check(argument);
        if (checked.type() != expected) {
            throw checker.error(argument.span(), "expected type " + expected.documented() + " in call to function "
                    + StringText.quote(call.function().name()) + ", got " + checked.type().documented());
        }
        return checked;
    }

    private void checkCount(Expr.Call call) {
        FunctionSignature function = call.function();
        int declared = function.arguments().size();
        int given = call.arguments().size();
        String problem = null;
        if (function.variadic() == 0) {
            problem = given == declared ? null : "expected " + declared;
        } else {
            int max = declared - 1 + function.variadic();
            if (given < declared - 1) {
                problem = "expected at least " + (declared - 1);
            } else if (function.variadic() > 0 && given > max) {
                problem = "expected at most " + max;
            }
        }
        if (problem != null) {
            throw checker.error(call.span(), problem + " argument(s) in call to " + StringText.quote(function.name())
                    + ", got " + given);
        }
    }

    private void checkInfoSelector(Expr.Call call) {
        Expr second = call.arguments().get(1);
        if (second.type() != ValueType.VECTOR) {
            throw checker.error(call.span(), "expected type instant vector in call to function \"info\", got "
                    + second.type().documented());
        }
        if (!(second instanceof Expr.VectorSelector selector)) {
            throw checker.error(second.span(), "expected label selectors only");
        }
        if (!selector.name().isEmpty()) {
            throw checker.error(second.span(), "expected label selectors only, got vector selector instead");
        }
    }
}
