package dev.tributary.logql.parse;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.logql.ast.LabelFilter;
import dev.tributary.logql.ast.Stage;
import dev.tributary.logql.ast.Unwrap;
import dev.tributary.logql.ast.Unwrap.Conversion;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import org.jspecify.annotations.Nullable;

/** The stages of a pipeline, up to what is none. */
final class StageParser {
    private final TokenStream tokens;
    private final LineFilterParser lineFilters;
    private final LabelFilterParser labelFilters;

    /** Stages and what stands at their end. */
    record Pipeline(List<Stage> stages, @Nullable Unwrap unwrap) {
    }

    StageParser(TokenStream tokens) {
        this.tokens = tokens;
        this.lineFilters = new LineFilterParser(tokens);
        this.labelFilters = new LabelFilterParser(tokens);
    }

    List<Stage> stages() {
        return pipeline(true, false).stages();
    }

    /** Stages and perhaps an unwrapping behind them. */
    Pipeline withUnwrap() {
        return pipeline(true, true);
    }

    /** Perhaps an unwrapping, no stage. */
    Pipeline unwrapOnly() {
        return tokens.is(TokenKind.PIPE) ? pipeline(false, true) : new Pipeline(List.of(), null);
    }

    private Pipeline pipeline(boolean stagesAllowed, boolean unwrapAllowed) {
        List<Stage> stages = new ArrayList<>();
        while (true) {
            if (stagesAllowed && lineFilters.isAhead()) {
                stages.addAll(lineFilters.filter());
            } else if (!tokens.takeIf(TokenKind.PIPE)) {
                return new Pipeline(stages, null);
            } else if (unwrapAllowed && tokens.is(TokenKind.UNWRAP)) {
                return new Pipeline(stages, unwrap());
            } else if (stagesAllowed) {
                stages.add(stage());
            } else {
                throw tokens.unexpected(TokenKind.UNWRAP);
            }
        }
    }

    private Stage stage() {
        TokenKind kind = tokens.peek().kind();
        return switch (kind) {
            case JSON -> {
                tokens.take();
                yield new Stage.Json(extractions());
            }
            case LOGFMT -> logfmt();
            case REGEXP -> new Stage.Regexp(argument());
            case PATTERN -> new Stage.Pattern(argument());
            case LINE_FORMAT -> new Stage.LineFormat(argument());
            case UNPACK -> {
                tokens.take();
                yield new Stage.Unpack();
            }
            case DECOLORIZE -> {
                tokens.take();
                yield new Stage.Decolorize();
            }
            case LABEL_FORMAT -> labelFormat();
            case DROP -> new Stage.Drop(choices());
            case KEEP -> new Stage.Keep(choices());
            case IDENTIFIER, LEFT_PAREN -> new Stage.Filter(labelFilters.filter());
            default -> throw tokens.unexpected();
        };
    }

    private String argument() {
        tokens.take();
        return tokens.expect(TokenKind.STRING).text();
    }

    private Stage logfmt() {
        tokens.take();
        boolean strict = false;
        boolean keepEmpty = false;
        while (tokens.is(TokenKind.FLAG)) {
            boolean isStrict = tokens.take().text().equals("--strict");
            strict |= isStrict;
            keepEmpty |= !isStrict;
        }
        return new Stage.Logfmt(strict, keepEmpty, extractions());
    }

    private List<Stage.Extraction> extractions() {
        List<Stage.Extraction> extractions = new ArrayList<>();
        if (!tokens.is(TokenKind.IDENTIFIER)) {
            return extractions;
        }
        do {
            String label = tokens.expect(TokenKind.IDENTIFIER).text();
            String expression = tokens.takeIf(TokenKind.ASSIGN) ? tokens.expect(TokenKind.STRING).text() : label;
            extractions.add(new Stage.Extraction(label, expression));
        } while (tokens.takeIf(TokenKind.COMMA));
        return extractions;
    }

    private Stage labelFormat() {
        tokens.take();
        List<Stage.Assignment> assignments = new ArrayList<>();
        do {
            String label = tokens.expect(TokenKind.IDENTIFIER).text();
            tokens.expect(TokenKind.ASSIGN);
            boolean rename = tokens.is(TokenKind.IDENTIFIER);
            String value = tokens.expect(rename ? TokenKind.IDENTIFIER : TokenKind.STRING,
                    rename ? TokenKind.STRING : TokenKind.IDENTIFIER).text();
            assignments.add(new Stage.Assignment(label, value, rename));
        } while (tokens.takeIf(TokenKind.COMMA));
        return new Stage.LabelFormat(assignments);
    }

    private List<Stage.LabelChoice> choices() {
        tokens.take();
        List<Stage.LabelChoice> choices = new ArrayList<>();
        do {
            String label = tokens.expect(TokenKind.IDENTIFIER).text();
            choices.add(new Stage.LabelChoice(label, matcherOrNull(label)));
        } while (tokens.takeIf(TokenKind.COMMA));
        return choices;
    }

    private @Nullable Matcher matcherOrNull(String label) {
        MatchType type = switch (tokens.peek().kind()) {
            case ASSIGN -> MatchType.EQUAL;
            case NOT_EQUAL -> MatchType.NOT_EQUAL;
            case REGEX -> MatchType.REGEX;
            case NOT_REGEX -> MatchType.NOT_REGEX;
            default -> null;
        };
        if (type == null) {
            return null;
        }
        tokens.take();
        return SelectorParser.matcher(label, type, tokens.expect(TokenKind.STRING).text());
    }

    private Unwrap unwrap() {
        tokens.take();
        Conversion conversion = switch (tokens.peek().kind()) {
            case BYTES_CONVERSION -> Conversion.BYTES;
            case DURATION_CONVERSION -> Conversion.DURATION;
            case DURATION_SECONDS_CONVERSION -> Conversion.DURATION_SECONDS;
            default -> Conversion.NUMBER;
        };
        String label;
        if (conversion == Conversion.NUMBER) {
            label = tokens.expect(TokenKind.IDENTIFIER, TokenKind.BYTES_CONVERSION, TokenKind.DURATION_CONVERSION,
                    TokenKind.DURATION_SECONDS_CONVERSION).text();
        } else {
            tokens.take();
            tokens.expect(TokenKind.LEFT_PAREN);
            label = tokens.expect(TokenKind.IDENTIFIER).text();
            tokens.expect(TokenKind.RIGHT_PAREN);
        }
        List<LabelFilter> filters = new ArrayList<>();
        while (tokens.takeIf(TokenKind.PIPE)) {
            filters.add(labelFilters.filter());
        }
        return new Unwrap(label, conversion, filters);
    }
}
