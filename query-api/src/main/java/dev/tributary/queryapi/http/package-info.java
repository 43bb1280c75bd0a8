/** The HTTP edge on Vert.x: requests to endpoint values, replies to responses with back pressure and compression. */
@NullMarked
package dev.tributary.queryapi.http;

import org.jspecify.annotations.NullMarked;
