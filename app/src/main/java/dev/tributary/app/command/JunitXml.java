package dev.tributary.app.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import dev.tributary.alerts.unittest.RuleUnitTests.FileResult;
import dev.tributary.alerts.unittest.RuleUnitTests.TestResult;

/** Results of unit tests as JUnit XML, one suite for each file. */
final class JunitXml {
    private JunitXml() {
    }

    static byte[] of(List<FileResult> results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(bytes,
                    StandardCharsets.UTF_8.name());
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (FileResult result : results) {
                suite(result, xml);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML into memory", e);
        }
        return bytes.toByteArray();
    }

    private static void suite(FileResult result, XMLStreamWriter xml) throws XMLStreamException {
        long failed = result.tests().stream().filter(test -> !test.failures().isEmpty()).count();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", result.file().toString());
        xml.writeAttribute("tests", String.valueOf(result.tests().size()));
        xml.writeAttribute("failures", String.valueOf(failed));
        xml.writeAttribute("errors", result.problems().isEmpty() ? "0" : "1");
        if (!result.problems().isEmpty()) {
            text("error", String.join("\n", result.problems()), xml);
        }
        for (TestResult test : result.tests()) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("name", test.name());
            xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", test.seconds()));
            for (String failure : test.failures()) {
                text("failure", failure, xml);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void text(String element, String text, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
