/** The pages and schemas that are published with the program say what the program does. */
@NullMarked
package dev.tributary.app.docs;

import org.jspecify.annotations.NullMarked;
