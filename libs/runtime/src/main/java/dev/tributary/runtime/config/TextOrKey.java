package dev.tributary.runtime.config;

/** A value in a mapping that may be left out: its key then stands for it. */
public record TextOrKey(String value) {
}
