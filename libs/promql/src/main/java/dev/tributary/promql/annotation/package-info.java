/**
 * Warnings and infos that accompany an answer: their texts in Prometheus' words, their places in the query and how repeated
 * ones become one.
 */
@NullMarked
package dev.tributary.promql.annotation;

import org.jspecify.annotations.NullMarked;
