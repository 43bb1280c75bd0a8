/** What queries answer: streams of lines, vectors, matrices and numbers. Imports only the model. */
@NullMarked
package dev.tributary.logql.value;

import org.jspecify.annotations.NullMarked;
