package dev.tributary.promql.parse;

import java.util.List;

import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.VectorMatching;
import dev.tributary.promql.ast.VectorMatching.Cardinality;
import org.jspecify.annotations.Nullable;

/** Parses what stands between a binary operator and its right operand. */
final class MatchingParser {
    private final TokenStream tokens;
    private final ParseOptions options;
    private final LabelListParser labels;

    /** {@code bool} and the matching. */
    record Modifiers(boolean returnBool, VectorMatching matching) {
    }

    MatchingParser(TokenStream tokens, ParseOptions options) {
        this.tokens = tokens;
        this.options = options;
        this.labels = new LabelListParser(tokens);
    }

    Modifiers modifiers() {
        boolean returnBool = tokens.takeIf(TokenKind.BOOL);
        VectorMatching matching = VectorMatching.ONE_TO_ONE;
        if (tokens.is(TokenKind.ON) || tokens.is(TokenKind.IGNORING)) {
            boolean on = tokens.take().kind() == TokenKind.ON;
            List<String> names = labels.list();
            matching = grouped(new VectorMatching(Cardinality.ONE_TO_ONE, names, on, List.of(), null, null));
        }
        return new Modifiers(returnBool, filled(matching));
    }

    private VectorMatching grouped(VectorMatching matching) {
        if (!tokens.is(TokenKind.GROUP_LEFT) && !tokens.is(TokenKind.GROUP_RIGHT)) {
            return matching;
        }
        boolean left = tokens.take().kind() == TokenKind.GROUP_LEFT;
        // A list may be left out, but only where an operand or a fill follows.
        boolean listed = tokens.is(TokenKind.LEFT_PAREN) || !tokens.peek().kind().canBeginExpression();
        List<String> include = listed ? labels.list() : List.of();
        return new VectorMatching(left ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY, matching.labels(),
                matching.on(), include, null, null);
    }

    private VectorMatching filled(VectorMatching matching) {
        Double left = null;
        Double right = null;
        if (tokens.takeIf(TokenKind.FILL)) {
            left = fillValue();
            right = left;
        } else if (tokens.takeIf(TokenKind.FILL_LEFT)) {
            left = fillValue();
            right = tokens.takeIf(TokenKind.FILL_RIGHT) ? fillValue() : null;
        } else if (tokens.takeIf(TokenKind.FILL_RIGHT)) {
            right = fillValue();
            left = tokens.takeIf(TokenKind.FILL_LEFT) ? fillValue() : null;
        }
        return withFill(matching, left, right);
    }

    private static VectorMatching withFill(VectorMatching matching, @Nullable Double left, @Nullable Double right) {
        return left == null && right == null
                ? matching
                : new VectorMatching(matching.cardinality(), matching.labels(), matching.on(), matching.include(), left,
                        right);
    }

    private Double fillValue() {
        tokens.expect(TokenKind.LEFT_PAREN);
        boolean negative = tokens.is(TokenKind.SUBTRACT);
        if (negative || tokens.is(TokenKind.ADD)) {
            tokens.take();
        }
        if (!tokens.is(TokenKind.NUMBER) && !tokens.is(TokenKind.DURATION)) {
            throw tokens.unexpected();
        }
        double value = Literals.seconds(tokens, tokens.take());
        tokens.expect(TokenKind.RIGHT_PAREN);
        return negative ? -value : value;
    }

    void checkEnabled(Expr.Binary binary) {
        VectorMatching matching = binary.matching();
        if (!options.fillModifiers() && matching != null && matching.hasFill()) {
            throw tokens.error(binary.span(), "binop fill modifiers are experimental and not enabled");
        }
    }
}
