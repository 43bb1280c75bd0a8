package dev.tributary.gotemplate.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.gotemplate.value.Parameter;
import dev.tributary.gotemplate.value.TemplateFunction;
import org.jspecify.annotations.Nullable;

/** Functions by name: Go's built-in ones and those that a caller adds or puts in their place. Immutable. */
public final class Functions {
    private final Map<String, TemplateFunction> own;

    private Functions(Map<String, TemplateFunction> own) {
        this.own = Map.copyOf(own);
    }

    /** Only what Go itself has. */
    public static Functions builtIn() {
        return new Functions(Map.of());
    }

    public static Builder builder() {
        return new Builder();
    }

    public boolean has(String name) {
        return own.containsKey(name) || Builtins.BY_NAME.containsKey(name);
    }

    /** The function of a name, or null. */
    public @Nullable TemplateFunction find(String name) {
        TemplateFunction found = own.get(name);
        return found == null ? Builtins.BY_NAME.get(name) : found;
    }

    /** True when the name means Go's own function: {@code and}, {@code or} and {@code call} work in a way of their own. */
    public boolean isBuiltIn(String name) {
        return !own.containsKey(name) && Builtins.BY_NAME.containsKey(name);
    }

    /** Collects functions. */
    public static final class Builder {
        private final Map<String, TemplateFunction> own = new HashMap<>();

        private Builder() {
        }

        /** A function of fixed parameters. */
        public Builder add(String name, TemplateFunction.Body body, Parameter... parameters) {
            own.put(name, new TemplateFunction(List.of(parameters), false, body));
            return this;
        }

        /** A function whose last parameter may stand any number of times. */
        public Builder addVariadic(String name, TemplateFunction.Body body, Parameter... parameters) {
            own.put(name, new TemplateFunction(List.of(parameters), true, body));
            return this;
        }

        /** The same function under another name. */
        public Builder alias(String name, String existing) {
            TemplateFunction function = own.get(existing);
            if (function == null) {
                throw new IllegalArgumentException("no function " + existing + " to name " + name);
            }
            own.put(name, function);
            return this;
        }

        public Functions build() {
            return new Functions(own);
        }
    }
}
