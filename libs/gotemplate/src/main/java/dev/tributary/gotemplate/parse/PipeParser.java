package dev.tributary.gotemplate.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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
import dev.tributary.model.text.GoQuote;
import dev.tributary.model.text.GoUnquote;
import org.jspecify.annotations.Nullable;

/** Parses pipelines: declarations, commands and their operands. */
final class PipeParser {
    /** Parentheses nested deeper are refused. */
    private static final int DEPTH_MAX = 200;

    private final Tokens tokens;
    private final List<String> known;
    private final Predicate<String> isFunction;
    private int depth;

    /** A parser that finds and adds variables in {@code known}. */
    PipeParser(Tokens tokens, List<String> known, Predicate<String> isFunction) {
        this.tokens = tokens;
        this.known = known;
        this.isFunction = isFunction;
    }

    /** A pipeline up to a token of that kind, which is consumed. */
    Pipe pipeline(String context, TokenKind end) throws ParseException {
        int start = tokens.peekNonSpace().start();
        List<Variable> variables = new ArrayList<>();
        boolean assigns = declarations(context, variables);
        List<Command> commands = new ArrayList<>();
        while (true) {
            Token token = tokens.nextNonSpace();
            if (token.kind() == end) {
                check(commands, context);
                return new Pipe(start, assigns, variables, commands);
            }
            if (!token.kind().startsOperand()) {
                throw tokens.unexpected(token, context);
            }
            tokens.backTo(token);
            commands.add(command());
        }
    }

    /** Reads {@code $x :=}, {@code $x =} or {@code $i, $x :=}, if it stands here; true when it assigns. */
    private boolean declarations(String context, List<Variable> variables) throws ParseException {
        while (tokens.peekNonSpace().kind() == TokenKind.VARIABLE) {
            Token name = tokens.nextNonSpace();
            Token sign = tokens.peekNonSpace();
            boolean comma = sign.kind() == TokenKind.CHAR && sign.text().equals(",");
            if (sign.kind() != TokenKind.ASSIGN && sign.kind() != TokenKind.DECLARE && !comma) {
                tokens.backTo(name);
                return false;
            }
            tokens.nextNonSpace();
            variables.add(new Variable(name.start(), name.text(), List.of()));
            known.add(name.text());
            if (!comma) {
                return sign.kind() == TokenKind.ASSIGN;
            }
            checkComma(context, variables.size());
        }
        return false;
    }

    private void checkComma(String context, int variables) throws ParseException {
        if (!context.equals("range") || variables > 1) {
            throw tokens.error("too many declarations in " + context);
        }
        TokenKind next = tokens.peekNonSpace().kind();
        if (next != TokenKind.VARIABLE && next != TokenKind.RIGHT_DELIMITER && next != TokenKind.RIGHT_PAREN) {
            throw tokens.error("range can only initialize variables");
        }
    }

    private void check(List<Command> commands, String context) throws ParseException {
        if (commands.isEmpty()) {
            throw tokens.error("missing value for " + context);
        }
        for (int i = 1; i < commands.size(); i++) {
            if (isLiteral(commands.get(i).operands().getFirst())) {
                throw tokens.error("non executable command in pipeline stage " + (i + 1));
            }
        }
    }

    private static boolean isLiteral(Operand operand) {
        return operand instanceof Bool || operand instanceof Dot || operand instanceof Nil
                || operand instanceof Constant
                || operand instanceof StringLiteral;
    }

    private Command command() throws ParseException {
        int start = tokens.peekNonSpace().start();
        List<Operand> operands = new ArrayList<>();
        while (true) {
            tokens.peekNonSpace();
            Operand operand = operand();
            if (operand != null) {
                operands.add(operand);
            }
            Token token = tokens.next();
            switch (token.kind()) {
                case SPACE -> {
                    continue;
                }
                case RIGHT_DELIMITER, RIGHT_PAREN -> tokens.backTo(token);
                case PIPE -> {
                }
                default -> throw tokens.unexpected(token, "operand");
            }
            if (operands.isEmpty()) {
                throw tokens.error("empty command");
            }
            return new Command(start, operands);
        }
    }

    private @Nullable Operand operand() throws ParseException {
        Operand term = term();
        if (term == null || tokens.peek().kind() != TokenKind.FIELD) {
            return term;
        }
        int start = tokens.peek().start();
        List<String> fields = new ArrayList<>();
        while (tokens.peek().kind() == TokenKind.FIELD) {
            fields.add(tokens.next().text().substring(1));
        }
        return switch (term) {
            case Field(_, var names) -> {
                fields.addAll(0, names);
                yield new Field(start, fields);
            }
            case Variable(_, var name, _) -> new Variable(start, name, fields);
            case Bool _,StringLiteral _,Constant _,Nil _,Dot _ ->
                throw tokens.error("unexpected . after term " + GoQuote.quote(term.toString()));
            case Pipe _,Chain _,Identifier _ -> new Chain(start, term, fields);
        };
    }

    /** A literal, name or parenthesis; null when what comes next is none of these. */
    private @Nullable Operand term() throws ParseException {
        Token token = tokens.nextNonSpace();
        int start = token.start();
        return switch (token.kind()) {
            case IDENTIFIER -> identifier(token);
            case DOT -> new Dot(start);
            case NIL -> new Nil(start);
            case VARIABLE -> variable(token);
            case FIELD -> new Field(start, List.of(token.text().substring(1)));
            case BOOL -> new Bool(start, token.text().equals("true"));
            case CHAR_CONSTANT, NUMBER -> number(token);
            case LEFT_PAREN -> parenthesized();
            case STRING, RAW_STRING -> string(token);
            default -> {
                tokens.backTo(token);
                yield null;
            }
        };
    }

    private Identifier identifier(Token token) throws ParseException {
        if (!isFunction.test(token.text())) {
            throw tokens.error("function " + GoQuote.quote(token.text()) + " not defined");
        }
        return new Identifier(token.start(), token.text());
    }

    private Variable variable(Token token) throws ParseException {
        if (!known.contains(token.text())) {
            throw tokens.error("undefined variable " + GoQuote.quote(token.text()));
        }
        return new Variable(token.start(), token.text(), List.of());
    }

    private Constant number(Token token) throws ParseException {
        try {
            return token.kind() == TokenKind.NUMBER
                    ? NumberLiteral.number(token.start(), token.text())
                    : NumberLiteral.character(token.start(), token.text());
        } catch (ParseException e) {
            throw tokens.error(String.valueOf(e.getMessage()));
        }
    }

    private StringLiteral string(Token token) throws ParseException {
        try {
            return new StringLiteral(token.start(), token.text(), GoUnquote.unquote(token.text()));
        } catch (IllegalArgumentException e) {
            throw tokens.error("invalid syntax");
        }
    }

    private Pipe parenthesized() throws ParseException {
        if (++depth > DEPTH_MAX) {
            throw tokens.error("max expression depth exceeded");
        }
        Pipe pipe = pipeline("parenthesized pipeline", TokenKind.RIGHT_PAREN);
        depth--;
        return pipe;
    }
}
