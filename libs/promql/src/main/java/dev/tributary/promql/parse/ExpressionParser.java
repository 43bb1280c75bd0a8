package dev.tributary.promql.parse;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.FunctionSignature;
import dev.tributary.promql.ast.Span;
import dev.tributary.promql.ast.StringText;
import dev.tributary.promql.function.Signatures;

/** Precedence climbing over operands with their postfix modifiers. */
final class ExpressionParser {
    /** A sign binds like a product: only a power in its operand binds tighter. */
    private static final int SIGNED_PRECEDENCE = BinaryOperator.MULTIPLY.precedence() + 1;

    private final TokenStream tokens;
    private final ParseOptions options;
    private final Nesting nesting = new Nesting();
    private final SelectorParser selectors;
    private final ModifierParser modifiers;
    private final MatchingParser matchings;
    private final AggregateParser aggregates;

    ExpressionParser(TokenStream tokens, ParseOptions options) {
        this.tokens = tokens;
        this.options = options;
        this.selectors = new SelectorParser(tokens);
        this.modifiers = new ModifierParser(tokens, options, nesting);
        this.matchings = new MatchingParser(tokens, options);
        this.aggregates = new AggregateParser(tokens, options, this::arguments);
    }

    Expr expression() {
        return expression(0);
    }

    private Expr expression(int precedenceMin) {
        nesting.enter(tokens);
        try {
            Expr left = operand();
            while (true) {
                BinaryOperator operator = tokens.peek().kind().operator();
                if (operator == null || operator.precedence() < precedenceMin) {
                    return left;
                }
                tokens.take();
                MatchingParser.Modifiers modifier = matchings.modifiers();
                Expr right = expression(operator.precedence() + (operator.isRightAssociative() ? 0 : 1));
                Expr.Binary binary = new Expr.Binary(operator, left, right, modifier.matching(), modifier.returnBool());
                matchings.checkEnabled(binary);
                left = binary;
            }
        } finally {
            nesting.leave();
        }
    }

    private Expr operand() {
        if (tokens.is(TokenKind.ADD) || tokens.is(TokenKind.SUBTRACT)) {
            Token sign = tokens.take();
            return signed(sign, expression(SIGNED_PRECEDENCE));
        }
        return modifiers.postfix(primary());
    }

    private static Expr signed(Token sign, Expr inner) {
        boolean negative = sign.kind() == TokenKind.SUBTRACT;
        Span span = Span.between(sign.span(), inner.span());
        if (inner instanceof Expr.NumberLiteral(double value, boolean writtenAsDuration, Span _)) {
            return new Expr.NumberLiteral(negative ? -value : value, writtenAsDuration, span);
        }
        return new Expr.Unary(negative, inner, span);
    }

    private Expr primary() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER, DURATION -> {
                tokens.take();
                yield new Expr.NumberLiteral(Literals.seconds(tokens, token), token.kind() == TokenKind.DURATION,
                        token.span());
            }
            case STRING -> {
                tokens.take();
                yield new Expr.StringLiteral(StringScanner.unquote(token.text()), token.span());
            }
            case LEFT_PAREN -> parenthesised();
            case LEFT_BRACE -> selectors.selector(null);
            default -> {
                if (!token.kind().canBeMetricName()) {
                    throw tokens.unexpected();
                }
                yield named(tokens.take());
            }
        };
    }

    private Expr parenthesised() {
        Token open = tokens.take();
        Expr inner = expression();
        tokens.expect(TokenKind.RIGHT_PAREN);
        return new Expr.Paren(inner, new Span(open.start(), tokens.previousEnd()));
    }

    /** A word: an aggregation, a call or a metric, as what follows decides. */
    private Expr named(Token name) {
        boolean paren = tokens.is(TokenKind.LEFT_PAREN);
        if (name.kind().aggregation() != null) {
            return paren || tokens.is(TokenKind.BY) || tokens.is(TokenKind.WITHOUT)
                    ? aggregates.aggregate(name)
                    : selectors.selector(name);
        }
        boolean callable = name.kind() == TokenKind.IDENTIFIER || name.kind().group() == TokenKind.Group.CONTEXT;
        return paren && callable ? call(name) : selectors.selector(name);
    }

    private Expr call(Token name) {
        List<Expr> arguments = arguments();
        FunctionSignature function = Signatures.find(name.text());
        if (function == null) {
            throw tokens.error(name.span(), "unknown function with name " + StringText.quote(name.text()));
        }
        if (function.experimental() && !options.experimentalFunctions()) {
            throw tokens.error(name.span(), "function " + StringText.quote(name.text()) + " is not enabled");
        }
        return new Expr.Call(function, arguments, new Span(name.start(), tokens.previousEnd()));
    }

    private List<Expr> arguments() {
        tokens.expect(TokenKind.LEFT_PAREN);
        List<Expr> arguments = new ArrayList<>();
        if (tokens.takeIf(TokenKind.RIGHT_PAREN)) {
            return arguments;
        }
        arguments.add(expression());
        while (tokens.is(TokenKind.COMMA)) {
            Token comma = tokens.take();
            if (!tokens.peek().kind().canBeginExpression()) {
                throw tokens.error(comma.span(), "trailing commas not allowed in function call args");
            }
            arguments.add(expression());
        }
        tokens.expect(TokenKind.RIGHT_PAREN);
        return arguments;
    }
}
