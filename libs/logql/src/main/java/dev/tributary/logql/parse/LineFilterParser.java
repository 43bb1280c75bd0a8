package dev.tributary.logql.parse;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.logql.ast.LineMatch;
import dev.tributary.logql.ast.Stage;
import org.jspecify.annotations.Nullable;

/** Line filters. A negative one with several operands is as many filters, since none of them may match. */
final class LineFilterParser {
    private final TokenStream tokens;

    LineFilterParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    boolean isAhead() {
        return match(tokens.peek().kind()) != null;
    }

    private static @Nullable LineMatch match(TokenKind kind) {
        return switch (kind) {
            case PIPE_CONTAINS -> LineMatch.CONTAINS;
            case NOT_EQUAL -> LineMatch.NOT_CONTAINS;
            case PIPE_REGEX -> LineMatch.REGEX;
            case NOT_REGEX -> LineMatch.NOT_REGEX;
            case PIPE_PATTERN -> LineMatch.PATTERN;
            case NOT_PATTERN -> LineMatch.NOT_PATTERN;
            default -> null;
        };
    }

    List<Stage> filter() {
        LineMatch match = match(tokens.take().kind());
        if (match == null) {
            throw new IllegalStateException("no line filter ahead");
        }
        List<Stage.Operand> operands = new ArrayList<>();
        do {
            operands.add(operand());
        } while (tokens.takeIf(TokenKind.OR));
        if (match.negative()) {
            return operands.stream().<Stage>map(operand -> new Stage.LineFilter(match, List.of(operand))).toList();
        }
        return List.of(new Stage.LineFilter(match, operands));
    }

    private Stage.Operand operand() {
        if (tokens.takeIf(TokenKind.IP)) {
            tokens.expect(TokenKind.LEFT_PAREN);
            String range = tokens.expect(TokenKind.STRING).text();
            tokens.expect(TokenKind.RIGHT_PAREN);
            return new Stage.Operand(range, true);
        }
        return new Stage.Operand(tokens.expect(TokenKind.STRING, TokenKind.IP).text(), false);
    }
}
