/**
 * What a route of the API is, apart from HTTP: a request with parameters in, a reply out. No Vert.x type enters here.
 */
@NullMarked
package dev.tributary.queryapi.endpoint;

import org.jspecify.annotations.NullMarked;
