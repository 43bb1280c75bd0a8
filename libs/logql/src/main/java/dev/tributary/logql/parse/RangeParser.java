package dev.tributary.logql.parse;

import java.time.Duration;
import java.util.List;

import dev.tributary.logql.ast.LogExpr;
import dev.tributary.logql.ast.LogRange;
import dev.tributary.logql.ast.Unwrap;
import dev.tributary.model.Matcher;

/**
 * Ranges of log entries. The range may stand before or behind the pipeline, and parentheses around the selection or the
 * whole.
 */
final class RangeParser {
    private final TokenStream tokens;
    private final SelectorParser selectors;
    private final StageParser stages;

    RangeParser(TokenStream tokens) {
        this.tokens = tokens;
        this.selectors = new SelectorParser(tokens);
        this.stages = new StageParser(tokens);
    }

    LogRange range() {
        if (!tokens.takeIf(TokenKind.LEFT_PAREN)) {
            List<Matcher> matchers = selectors.selector();
            StageParser.Pipeline pipeline = stages.withUnwrap();
            return behind(matchers, pipeline, true);
        }
        tokens.enter();
        LogRange range = parenthesised();
        tokens.leave();
        return range;
    }

    private LogRange parenthesised() {
        if (tokens.is(TokenKind.LEFT_PAREN)) {
            LogRange inner = range();
            tokens.expect(TokenKind.RIGHT_PAREN);
            return inner;
        }
        if (!tokens.is(TokenKind.LEFT_BRACE)) {
            throw tokens.unexpected(TokenKind.LEFT_BRACE, TokenKind.LEFT_PAREN);
        }
        List<Matcher> matchers = selectors.selector();
        StageParser.Pipeline pipeline = stages.withUnwrap();
        if (tokens.is(TokenKind.RANGE)) {
            LogRange inner = behind(matchers, pipeline, true);
            tokens.expect(TokenKind.RIGHT_PAREN);
            return inner;
        }
        if (!tokens.takeIf(TokenKind.RIGHT_PAREN)) {
            throw tokens.unexpected();
        }
        return behind(matchers, pipeline, false);
    }

    /** From the range on. Behind it a pipeline may follow where none came before. */
    private LogRange behind(List<Matcher> matchers, StageParser.Pipeline before, boolean stagesAllowed) {
        if (!tokens.is(TokenKind.RANGE)) {
            throw before.unwrap() != null && stagesAllowed
                    ? tokens.unexpected(TokenKind.RANGE, TokenKind.PIPE)
                    : stagesAllowed ? tokens.unexpected() : tokens.unexpected(TokenKind.RANGE);
        }
        Duration range = Duration.ofNanos(tokens.take().amount());
        Duration offset = tokens.takeIf(TokenKind.OFFSET)
                ? Duration.ofNanos(tokens.expect(TokenKind.DURATION).amount())
                : Duration.ZERO;
        StageParser.Pipeline pipeline = before;
        if (before.stages().isEmpty() && before.unwrap() == null) {
            pipeline = stagesAllowed ? stages.withUnwrap() : stages.unwrapOnly();
        }
        Unwrap unwrap = pipeline.unwrap();
        return new LogRange(new LogExpr(matchers, pipeline.stages()), unwrap, range, offset);
    }
}
