package dev.tributary.testkit;

import java.lang.reflect.Method;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.opentest4j.TestAbortedException;

/** Makes the runs of {@link Seeded} tests. */
final class SeededRuns implements TestTemplateInvocationContextProvider {
    static final String SEED_PROPERTY = "tests.seed";
    private static final String NEW_SEEDS = "random";

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(Seeded.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        String given = System.getProperty(SEED_PROPERTY, "").strip();
        boolean explore = given.equals(NEW_SEEDS);
        if (!given.isEmpty() && !explore) {
            return Stream.of(new Run(Long.parseLong(given)));
        }
        Method test = context.getRequiredTestMethod();
        long first = explore ? new SecureRandom().nextLong() : ownSeed(test);
        return new SplittableRandom(first).longs(test.getAnnotation(Seeded.class).runs()).mapToObj(Run::new);
    }

    private static long ownSeed(Method test) {
        return (test.getDeclaringClass().getName() + "." + test.getName()).hashCode();
    }

    private record Run(long seed) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return "[" + invocationIndex + "] seed " + seed;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Generator(seed), new SeedReport(seed));
        }
    }

    private record Generator(long seed) implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == RandomGenerator.class || type == Random.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return new Random(seed);
        }
    }

    private record SeedReport(long seed) implements TestExecutionExceptionHandler {
        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
            if (failure instanceof TestAbortedException) {
                throw failure;
            }
            throw new AssertionError("fails again with -D" + SEED_PROPERTY + "=" + seed + ": " + failure, failure);
        }
    }
}
