/*
 * Copyright (c) 2026 The occupancy add-on authors
 *
 * See the NOTICE file(s) distributed with this work for additional
 * information.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * http://www.eclipse.org/legal/epl-2.0
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.openhab.binding.occupancy.build;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What OH-INF says, for the tests that compare it with the code, the README and itself.
 */
final class OhInf {

    static final Path FOLDER = Path.of("src", "main", "resources", "OH-INF");

    /** How a text of a form begins that is a key of another one. */
    static final String REFERENCE = "@text/";

    private OhInf() {
    }

    /** {@return the root element of every XML file, by its path below OH-INF} */
    static Map<String, Element> documents() {
        Map<String, Element> documents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".xml")).toList()) {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
                factory.setNamespaceAware(true);
                documents.put(FOLDER.relativize(file).toString().replace('\\', '/'),
                        factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        return documents;
    }

    /** {@return the thing and bridge types by id} */
    static Map<String, Element> thingTypes() {
        return byAttribute("id", "thing-type", "bridge-type");
    }

    /** {@return the channel types by id} */
    static Map<String, Element> channelTypes() {
        return byAttribute("id", "channel-type");
    }

    /** {@return the config descriptions that have a URI, by it} */
    static Map<String, Element> configDescriptions() {
        return byAttribute("uri", "config-description");
    }

    /** {@return the ids of the channels of a thing type, with the id of their type} */
    static Map<String, String> channels(Element thingType) {
        Map<String, String> channels = new LinkedHashMap<>();
        child(thingType, "channels").ifPresent(list -> children(list)
                .forEach(channel -> channels.put(channel.getAttribute("id"), channel.getAttribute("typeId"))));
        return channels;
    }

    /** {@return the parameters of a thing type or channel type, by name} */
    static Map<String, Element> parameters(Element type) {
        Element description = child(type, "config-description").or(() -> child(type, "config-description-ref")
                .map(reference -> configDescriptions().get(reference.getAttribute("uri")))).orElseThrow();
        Map<String, Element> parameters = new LinkedHashMap<>();
        children(description).filter(element -> "parameter".equals(element.getTagName()))
                .forEach(element -> parameters.put(element.getAttribute("name"), element));
        return parameters;
    }

    /**
     * {@return what the files of the languages end with before the dot: nothing for English, else such as {@code _de}}
     */
    static List<String> languages() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("i18n"))) {
            return files.map(file -> file.getFileName().toString()).sorted()
                    .map(name -> name.replaceAll("^occupancy(.*)\\.properties$", "$1")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the texts of a language by key} @param suffix nothing for English, else such as {@code _de} */
    static Map<String, String> texts(String suffix) {
        try (Reader reader = Files.newBufferedReader(
                FOLDER.resolve(Path.of("i18n", "occupancy" + suffix + ".properties")), StandardCharsets.UTF_8)) {
            Map<String, String> texts = new TreeMap<>();
            Properties properties = new Properties() {
                private static final long serialVersionUID = 1;

                @Override
                public synchronized Object put(Object key, Object value) {
                    if (texts.put(key.toString(), value.toString()) != null) {
                        throw new IllegalStateException("Twice in occupancy" + suffix + ".properties: " + key);
                    }
                    return super.put(key, value);
                }
            };
            properties.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what the XML files say to a user, by the key that openHAB looks a translation up with} */
    static Map<String, String> xmlTexts() {
        Map<String, String> texts = new TreeMap<>();
        documents().forEach((file, root) -> {
            if (file.startsWith("addon/")) {
                put(texts, "addon." + root.getAttribute("id"), root, "name", "description");
            }
        });
        thingTypes().forEach((id, type) -> put(texts, "thing-type.occupancy." + id, type, "label", "description"));
        channelTypes().forEach((id, type) -> {
            String key = "channel-type.occupancy." + id;
            put(texts, key, type, "label", "description");
            for (String part : List.of("state", "command", "event")) {
                child(type, part).ifPresent(element -> options(texts, key + "." + part, element));
            }
            child(type, "config-description")
                    .ifPresent(config -> config(texts, "channel-type.config.occupancy." + id, config));
        });
        configDescriptions().forEach((uri, config) -> {
            String[] parts = uri.split(":");
            config(texts, parts[0] + ".config." + parts[1] + "." + parts[2], config);
        });
        return texts;
    }

    private static void config(Map<String, String> texts, String key, Element config) {
        children(config).forEach(element -> {
            String name = element.getAttribute("name");
            if ("parameter-group".equals(element.getTagName())) {
                put(texts, key + ".group." + name, element, "label", "description");
            } else {
                put(texts, key + "." + name, element, "label", "description");
                options(texts, key + "." + name, element);
            }
        });
    }

    private static void options(Map<String, String> texts, String key, Element element) {
        child(element, "options").ifPresent(options -> children(options)
                .forEach(option -> texts.put(key + ".option." + option.getAttribute("value"), text(option))));
    }

    private static void put(Map<String, String> texts, String key, Element element, String... names) {
        for (String name : names) {
            // a text that names another one is that one
            child(element, name).filter(child -> !text(child).startsWith(REFERENCE))
                    .ifPresent(child -> texts.put(key + "." + name, text(child)));
        }
    }

    private static Map<String, Element> byAttribute(String attribute, String... names) {
        List<String> wanted = List.of(names);
        Map<String, Element> found = new LinkedHashMap<>();
        documents().forEach((file, root) -> {
            if (file.startsWith("thing/") || file.startsWith("config/")) {
                children(root).filter(element -> wanted.contains(element.getTagName())).forEach(element -> {
                    if (found.put(element.getAttribute(attribute), element) != null) {
                        throw new IllegalStateException("Twice in " + file + ": " + element.getAttribute(attribute));
                    }
                });
            }
        });
        return found;
    }

    /** {@return the text of an element, lines joined} */
    static String text(Element element) {
        return element.getTextContent().strip().replaceAll("\\s+", " ");
    }

    /** {@return the child elements in order} */
    static Stream<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children.stream();
    }

    /** {@return the first child element of a name} */
    static Optional<Element> child(Element element, String name) {
        return children(element).filter(child -> name.equals(child.getTagName())).findFirst();
    }
}
