package dev.tributary.gotemplate.exec;

import java.util.List;
import java.util.Map;

import dev.tributary.gotemplate.exec.TemplateOptions.MissingKey;
import dev.tributary.gotemplate.parse.Node;
import dev.tributary.gotemplate.parse.Node.Operand;
import dev.tributary.gotemplate.value.Arguments;
import dev.tributary.gotemplate.value.FunctionException;
import dev.tributary.gotemplate.value.GoObject;
import dev.tributary.gotemplate.value.GoType;
import dev.tributary.gotemplate.value.Missing;
import dev.tributary.gotemplate.value.TextMap;
import dev.tributary.model.text.GoQuote;
import org.jspecify.annotations.Nullable;

/** Finds what {@code .a.b} means: keys of maps, fields and methods of objects. */
final class Members {
    private final MissingKey missing;
    private final Expressions expressions;
    private final Calls calls;

    Members(MissingKey missing, Expressions expressions, Calls calls) {
        this.missing = missing;
        this.expressions = expressions;
        this.calls = calls;
    }

    /** Follows the names; arguments go to the last one, which must then be a method. */
    @Nullable
    Object chain(@Nullable Object dot, @Nullable Object start, Node node, List<String> names,
            List<Operand> arguments, @Nullable Object last) {
        Object value = start;
        boolean fromMap = false;
        for (int i = 0; i < names.size() - 1; i++) {
            boolean nextFromMap = value instanceof Map;
            value = member(dot, value, fromMap, node, names.get(i), List.of(), Missing.ARGUMENT);
            fromMap = nextFromMap;
        }
        return member(dot, value, fromMap, node, names.getLast(), arguments, last);
    }

    private @Nullable Object member(@Nullable Object dot, @Nullable Object receiver, boolean fromMap, Node node,
            String name, List<Operand> arguments, @Nullable Object last) {
        boolean hasArguments = !arguments.isEmpty() || last != Missing.ARGUMENT;
        return switch (receiver) {
            case null -> {
                if (missing == MissingKey.ERROR) {
                    throw expressions.failure("nil data; no entry for key " + GoQuote.quote(name));
                }
                yield null;
            }
            case Missing _ -> throw expressions.failure("nil pointer evaluating " + GoType.ANY + "." + name);
            case TextMap map -> {
                requireNone(hasArguments, name);
                String value = map.get(name);
                yield value == null ? absent(name, "") : value;
            }
            case Map<?, ?> map -> {
                requireNone(hasArguments, name);
                yield entry(map, name);
            }
            case GoObject object -> switch (object.kindOf(name)) {
                case METHOD -> calls.method(dot, object, name, node, arguments, last);
                case FIELD -> field(object, name, hasArguments);
                case NONE -> throw noField(name, object, fromMap);
            };
            default -> throw noField(name, receiver, fromMap);
        };
    }

    private void requireNone(boolean hasArguments, String name) {
        if (hasArguments) {
            throw expressions.failure(name + " is not a method but has arguments");
        }
    }

    private @Nullable Object entry(Map<?, ?> map, String name) {
        Object value = GoType.normalize(map.get(name));
        if (value != null) {
            return value;
        }
        return map.containsKey(name) ? Missing.NIL : absent(name, Missing.NIL);
    }

    private @Nullable Object absent(String name, Object zero) {
        return switch (missing) {
            case INVALID -> null;
            case ZERO -> zero;
            case ERROR -> throw expressions.failure("map has no entry for key " + GoQuote.quote(name));
        };
    }

    private @Nullable Object field(GoObject object, String name, boolean hasArguments) {
        if (hasArguments) {
            throw expressions.failure(name + " has arguments but cannot be invoked as function");
        }
        try {
            Object value = object.member(name, Arguments.NONE);
            return value == null ? Missing.NIL : GoType.normalize(value);
        } catch (FunctionException e) {
            throw expressions.failure("error reading " + name + ": " + e.problem());
        }
    }

    /** What a map holds is of any type, as far as Go's message is concerned. */
    private Failure noField(String name, Object receiver, boolean fromMap) {
        String type = fromMap ? GoType.ANY : GoType.nameOf(receiver);
        return expressions.failure("can't evaluate field " + name + " in type " + type);
    }
}
