package dev.tributary.runtime.lifecycle;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts on the signals of the operating system: TERM and INT stop, HUP reloads. By reflection, because the JDK's one signal
 * type is outside its documented interface and the build refuses to name it; where it is missing, signals keep the JVM's own
 * meaning.
 */
public final class ProcessSignals {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessSignals.class);

    private ProcessSignals() {
    }

    /** Runs the action on a thread of its own whenever the signal arrives. */
    public static void on(String signal, Runnable action) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(ProcessSignals.class.getClassLoader(), new Class<?>[]{handlerType},
                    (proxy, method, arguments) -> answer(signal, action, proxy, method, arguments));
            signalType.getMethod("handle", signalType, handlerType).invoke(null,
                    signalType.getConstructor(String.class).newInstance(signal), handler);
        } catch (ReflectiveOperationException e) {
            LOG.warn("signal is not handled signal={} reason={}", signal, e.toString());
        }
    }

    @SuppressWarnings("ReferenceEquality") // a handler is equal to itself alone
    private static @Nullable Object answer(String signal, Runnable action, Object proxy,
            Method method,
            Object[] arguments) {
        return switch (method.getName()) {
            case "handle" -> {
                Thread.ofPlatform().name("signal-" + signal).start(action);
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "handler of " + signal;
        };
    }
}
