package dev.tributary.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs many times, each with a random generator of its own seed, taken as a parameter of type
 * {@link java.util.random.RandomGenerator} or {@link java.util.Random}. A failure names its seed. The seeds of a test are the
 * same in every run of the build, so that a build fails for what was changed in it; with the system property
 * {@code tests.seed=random} they are new ones, and a number there runs every seeded test once with exactly that seed.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(SeededRuns.class)
public @interface Seeded {
    /** How many runs, each with another seed. */
    int runs() default 200;
}
