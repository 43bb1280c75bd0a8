package dev.tributary.gotemplate.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.tributary.gotemplate.parse.Node.Action;
import dev.tributary.gotemplate.parse.Node.Branch;
import dev.tributary.gotemplate.parse.Node.Branch.Kind;
import dev.tributary.gotemplate.parse.Node.Break;
import dev.tributary.gotemplate.parse.Node.Call;
import dev.tributary.gotemplate.parse.Node.Continue;
import dev.tributary.gotemplate.parse.Node.Else;
import dev.tributary.gotemplate.parse.Node.End;
import dev.tributary.gotemplate.parse.Node.ListNode;
import dev.tributary.gotemplate.parse.Node.Pipe;
import dev.tributary.gotemplate.parse.Node.Statement;
import dev.tributary.gotemplate.parse.Node.Terminator;
import dev.tributary.gotemplate.parse.Node.Text;
import dev.tributary.model.text.GoQuote;
import dev.tributary.model.text.GoUnquote;
import org.jspecify.annotations.Nullable;

/** Parses a text and the templates it defines. Control structures are here, expressions in {@link PipeParser}. */
public final class Parser {
    /** Deeper nesting is refused: it would exhaust the stack of whoever walks the tree. */
    private static final int DEPTH_MAX = 200;

    private final String name;
    private final String source;
    private final Tokens tokens;
    private final Predicate<String> isFunction;
    private final Map<String, Tree> trees = new HashMap<>();
    private Scope scope;

    private Parser(String name, String source, Predicate<String> isFunction) {
        this.name = name;
        this.source = source;
        this.isFunction = isFunction;
        tokens = new Tokens(name, new Lexer(source, isFunction).tokenize());
        scope = new Scope();
    }

    /** What is known at one place of a template; templates defined inside another share nothing with it. */
    private static final class Scope {
        final List<String> variables = new ArrayList<>(List.of("$"));
        int rangeDepth;
        int depth;
    }

    /**
     * The template of a text under its name, and all that the text defines under theirs.
     *
     * @param isFunction knows the names of functions
     */
    public static Map<String, Tree> parse(String name, String source, Predicate<String> isFunction)
            throws ParseException {
        Parser parser = new Parser(name, source, isFunction);
        parser.top();
        return Map.copyOf(parser.trees);
    }

    private void top() throws ParseException {
        int start = tokens.peek().start();
        List<Statement> statements = new ArrayList<>();
        while (tokens.peek().kind() != TokenKind.END_OF_INPUT) {
            if (tokens.peek().kind() == TokenKind.LEFT_DELIMITER && tokens.wordAfterDelimiter() == TokenKind.DEFINE) {
                tokens.next();
                tokens.nextNonSpace();
                definition();
                continue;
            }
            Statement statement = textOrAction();
            if (statement instanceof Terminator) {
                throw tokens.error("unexpected " + statement);
            }
            statements.add(statement);
        }
        add(new Tree(name, name, source, new ListNode(start, statements)));
    }

    private void definition() throws ParseException {
        String context = "define clause";
        String defined = templateName(context);
        tokens.expect(TokenKind.RIGHT_DELIMITER, context);
        add(new Tree(defined, name, source, ownScope(context)));
    }

    /** The list up to {@code {{end}}} of a template of its own. */
    private ListNode ownScope(String context) throws ParseException {
        Scope outer = scope;
        scope = new Scope();
        scope.depth = outer.depth;
        Ended body = list();
        if (!(body.terminator() instanceof End)) {
            throw tokens.error("unexpected " + body.terminator() + " in " + context);
        }
        scope = outer;
        return body.list();
    }

    private void add(Tree tree) throws ParseException {
        Tree known = trees.get(tree.name());
        if (known == null || known.isEmpty()) {
            trees.put(tree.name(), tree);
        } else if (!tree.isEmpty()) {
            throw tokens.error("template: multiple definition of template " + GoQuote.quote(tree.name()));
        }
    }

    private record Ended(ListNode list, Terminator terminator) {
    }

    private Ended list() throws ParseException {
        if (++scope.depth > DEPTH_MAX) {
            throw tokens.error("max expression depth exceeded");
        }
        int start = tokens.peekNonSpace().start();
        List<Statement> statements = new ArrayList<>();
        while (tokens.peekNonSpace().kind() != TokenKind.END_OF_INPUT) {
            Statement statement = textOrAction();
            if (statement instanceof Terminator terminator) {
                scope.depth--;
                return new Ended(new ListNode(start, statements), terminator);
            }
            statements.add(statement);
        }
        throw tokens.error("unexpected EOF");
    }

    private Statement textOrAction() throws ParseException {
        Token token = tokens.nextNonSpace();
        return switch (token.kind()) {
            case TEXT -> new Text(token.start(), token.text());
            case LEFT_DELIMITER -> {
                tokens.actionStarts(token.line());
                Statement action = action();
                tokens.actionEnds();
                yield action;
            }
            default -> throw tokens.unexpected(token, "input");
        };
    }

    private Statement action() throws ParseException {
        Token token = tokens.nextNonSpace();
        return switch (token.kind()) {
            case BLOCK -> block();
            case BREAK -> new Break(leavingRange(token, "{{break}}"));
            case CONTINUE -> new Continue(leavingRange(token, "{{continue}}"));
            case ELSE -> otherwise();
            case END -> new End(tokens.expect(TokenKind.RIGHT_DELIMITER, "end").start());
            case IF -> branch(Kind.IF);
            case RANGE -> branch(Kind.RANGE);
            case WITH -> branch(Kind.WITH);
            case TEMPLATE -> call();
            default -> {
                tokens.backTo(token);
                yield new Action(tokens.peek().start(), pipe("command"));
            }
        };
    }

    private int leavingRange(Token word, String text) throws ParseException {
        Token token = tokens.nextNonSpace();
        if (token.kind() != TokenKind.RIGHT_DELIMITER) {
            throw tokens.unexpected(token, text);
        }
        if (scope.rangeDepth == 0) {
            throw tokens.error(text + " outside {{range}}");
        }
        return word.start();
    }

    /** An else; what follows it in {@code {{else if}}} is left to the branch that it ends. */
    private Else otherwise() throws ParseException {
        Token next = tokens.peekNonSpace();
        boolean chained = next.kind() == TokenKind.IF || next.kind() == TokenKind.WITH;
        return new Else(chained ? next.start() : tokens.expect(TokenKind.RIGHT_DELIMITER, "else").start());
    }

    private Branch branch(Kind kind) throws ParseException {
        int known = scope.variables.size();
        Pipe pipe = pipe(kind.word);
        scope.rangeDepth += kind == Kind.RANGE ? 1 : 0;
        Ended then = list();
        scope.rangeDepth -= kind == Kind.RANGE ? 1 : 0;
        ListNode otherwise = then.terminator() instanceof Else word ? elseList(kind, word) : null;
        scope.variables.subList(known, scope.variables.size()).clear();
        return new Branch(kind, pipe.start(), pipe, then.list(), otherwise);
    }

    private ListNode elseList(Kind kind, Else word) throws ParseException {
        TokenKind same = kind == Kind.IF ? TokenKind.IF : TokenKind.WITH;
        if (kind != Kind.RANGE && tokens.peek().kind() == same) {
            tokens.next();
            if (++scope.depth > DEPTH_MAX) {
                throw tokens.error("max expression depth exceeded");
            }
            Branch chained = branch(kind);
            scope.depth--;
            return new ListNode(word.start(), List.of(chained));
        }
        Ended rest = list();
        if (!(rest.terminator() instanceof End)) {
            throw tokens.error("expected end; found " + rest.terminator());
        }
        return rest.list();
    }

    private Call block() throws ParseException {
        String context = "block clause";
        int start = tokens.peekNonSpace().start();
        String defined = templateName(context);
        Pipe pipe = pipe(context);
        add(new Tree(defined, name, source, ownScope(context)));
        return new Call(start, defined, pipe);
    }

    private Call call() throws ParseException {
        String context = "template clause";
        int start = tokens.peekNonSpace().start();
        String called = templateName(context);
        Token next = tokens.nextNonSpace();
        Pipe pipe = null;
        if (next.kind() != TokenKind.RIGHT_DELIMITER) {
            tokens.backTo(next);
            pipe = pipe(context);
        }
        return new Call(start, called, pipe);
    }

    private String templateName(String context) throws ParseException {
        Token token = tokens.nextNonSpace();
        if (token.kind() != TokenKind.STRING && token.kind() != TokenKind.RAW_STRING) {
            throw tokens.unexpected(token, context);
        }
        try {
            return GoUnquote.unquote(token.text());
        } catch (IllegalArgumentException e) {
            throw tokens.error("invalid syntax");
        }
    }

    private Pipe pipe(String context) throws ParseException {
        return new PipeParser(tokens, scope.variables, isFunction).pipeline(context, TokenKind.RIGHT_DELIMITER);
    }
}
