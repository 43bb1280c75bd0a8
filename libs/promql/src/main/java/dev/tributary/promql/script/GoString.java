package dev.tributary.promql.script;

import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.parse.ParseException;
import dev.tributary.promql.parse.ParseOptions;
import dev.tributary.promql.parse.Parser;

/** Quoted texts in scripts. */
final class GoString {
    private GoString() {
    }

    /** The content of a quoted text; it is quoted like one in a query. */
    static String unquote(String quoted, int line) {
        try {
            if (Parser.expression(quoted, ParseOptions.ALL) instanceof Expr.StringLiteral literal) {
                return literal.value();
            }
        } catch (ParseException e) {
            throw new ScriptException(line, "expected string literal not valid: " + e.problem());
        }
        throw new ScriptException(line, "expected string literal not valid - a quoted string literal is required");
    }
}
