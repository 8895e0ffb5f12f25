package io.draftgate.cli.evaluation;

import io.draftgate.cli.evaluation.ChoiceQuestion.Option;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The Winograd schemas in the XML of their collection: a pronoun is replaced by each answer, and the probability of the rest of the
 * sentence decides (partial scoring).
 *
 * @see <a href="https://arxiv.org/abs/1806.02847">Trinh and Le 2018, section 3.1</a>
 */
final class Winograd {

    private Winograd() {}

    static List<ChoiceQuestion> read(DataFiles data, int limit) throws IOException {
        NodeList schemas = document(data).getElementsByTagName("schema");
        List<ChoiceQuestion> questions = new ArrayList<>();
        for (int i = 0; i < schemas.getLength() && i < limit; i++) {
            questions.add(question((Element) schemas.item(i), data.name() + ", schema " + (i + 1)));
        }
        return questions;
    }

    private static ChoiceQuestion question(Element schema, String where) throws DataFormatException {
        String before = text(schema, "txt1");
        String after = text(schema, "txt2");
        NodeList answers = schema.getElementsByTagName("answer");
        List<Option> options = new ArrayList<>();
        for (int i = 0; i < answers.getLength(); i++) {
            String answer = plain(answers.item(i).getTextContent());
            String placed = before.isEmpty() ? upper(answer) : before + " " + lower(answer);
            boolean isPossessive = text(schema, "pron").matches("(?i)his|her|their|its");
            options.add(new Option(placed + (isPossessive && !after.isEmpty() ? "'s" : ""), space(after) + after));
        }
        int correct = Character.toUpperCase((text(schema, "correctAnswer") + " ").charAt(0)) - 'A';
        if (options.size() < 2 || correct < 0 || correct >= options.size() || after.isEmpty()) {
            throw new DataFormatException(
                    where, options.size() + " answers", "txt1, pron, txt2, two answers and correctAnswer A or B");
        }
        return new ChoiceQuestion(options, correct);
    }

    private static Document document(DataFiles data) throws IOException {
        try (InputStream in = data.open()) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(in);
        } catch (SAXException e) {
            throw new DataFormatException(data.name(), "no XML: " + e.getMessage(), "a collection of schemas");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JDK has an XML parser", e);
        }
    }

    private static String text(Element schema, String name) {
        NodeList found = schema.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : plain(found.item(0).getTextContent());
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String space(String after) {
        return after.matches("[.,;:!?'].*") ? "" : " ";
    }

    private static String upper(String answer) {
        return answer.isEmpty() ? answer : Character.toUpperCase(answer.charAt(0)) + answer.substring(1);
    }

    /** "The trophy" in mid-sentence is "the trophy"; a name stays as it is. */
    private static String lower(String answer) {
        return answer.matches("(The|A|An|His|Her|My|Some) .*")
                ? Character.toLowerCase(answer.charAt(0)) + answer.substring(1)
                : answer;
    }
}
