package dev.tributary.runtime.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A key that other programs' files have at this place and that is not taken here: whoever writes it is told what to do
 * instead.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Refused.Keys.class)
public @interface Refused {
    /** The key; with a star in front every key that ends like this. */
    String key();

    /** Why it is not taken, and the remedy. */
    String remedy();

    /** Several of them. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Keys {
        Refused[] value();
    }
}
