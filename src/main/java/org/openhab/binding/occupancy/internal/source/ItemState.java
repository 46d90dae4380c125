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
package org.openhab.binding.occupancy.internal.source;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The state of an item as openHAB prints it, with what can be told from the text.
 *
 * Two states are the same if their texts are the same: that is how openHAB decides whether an item changed.
 *
 * @param kind what sort of state it is
 * @param text the text
 * @param quantity the number or percentage, of a colour the brightness; {@code null} for all others
 */
@NonNullByDefault
public record ItemState(Kind kind, String text, @Nullable Quantity quantity) {

    /** What sort of state a text is. */
    public enum Kind {
        /** {@code NULL} or {@code UNDEF}: the state is not known. */
        UNKNOWN,
        /** {@code ON} or {@code OFF}. */
        SWITCH,
        /** {@code OPEN} or {@code CLOSED}. */
        CONTACT,
        /** {@code PLAY}, {@code PAUSE}, {@code FASTFORWARD} or {@code REWIND}. */
        PLAYER,
        /** A number or percentage, with or without a unit. */
        NUMBER,
        /** Hue, saturation and brightness. */
        COLOR,
        /** Latitude, longitude and perhaps altitude. */
        POINT,
        /** A date and time. */
        DATE_TIME,
        /** Anything else. */
        TEXT
    }

    public static final ItemState NULL = new ItemState(Kind.UNKNOWN, "NULL", null);
    public static final ItemState UNDEF = new ItemState(Kind.UNKNOWN, "UNDEF", null);
    public static final ItemState ON = new ItemState(Kind.SWITCH, "ON", null);
    public static final ItemState OFF = new ItemState(Kind.SWITCH, "OFF", null);
    public static final ItemState OPEN = new ItemState(Kind.CONTACT, "OPEN", null);
    public static final ItemState CLOSED = new ItemState(Kind.CONTACT, "CLOSED", null);

    private static final String NUMBER = "[-+]?\\d{1,40}(?:\\.\\d{1,40})?(?:[eE][-+]?\\d{1,2})?";
    private static final Pattern QUANTITY = Pattern.compile("(" + NUMBER + ")(?: (\\S{1,20}))?");
    private static final Pattern COLOR = Pattern
            .compile("\\d{1,3}(?:\\.\\d{1,40})?,\\d{1,3}(?:\\.\\d{1,40})?,(\\d{1,3}(?:\\.\\d{1,40})?)");
    private static final Pattern POINT = Pattern
            .compile("-?\\d{1,3}\\.\\d{1,40},-?\\d{1,3}\\.\\d{1,40}(?:,-?\\d{1,40}(?:\\.\\d{1,40})?)?");
    private static final Pattern DATE_TIME = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?:Z|[-+]\\d\\d:?\\d\\d)?(?:\\[\\S+\\])?");

    /**
     * @param text a state as openHAB prints it
     * @return the state; any text is one
     */
    public static ItemState parse(String text) {
        return switch (text) {
            case "NULL" -> NULL;
            case "UNDEF" -> UNDEF;
            case "ON" -> ON;
            case "OFF" -> OFF;
            case "OPEN" -> OPEN;
            case "CLOSED" -> CLOSED;
            case "PLAY", "PAUSE", "FASTFORWARD", "REWIND" -> new ItemState(Kind.PLAYER, text, null);
            default -> parseOther(text);
        };
    }

    private static ItemState parseOther(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        if (first != '-' && first != '+' && (first < '0' || first > '9')) {
            return new ItemState(Kind.TEXT, text, null);
        }
        Matcher quantity = QUANTITY.matcher(text);
        if (quantity.matches()) {
            String unit = quantity.group(2);
            return new ItemState(Kind.NUMBER, text,
                    new Quantity(new BigDecimal(quantity.group(1)), unit == null ? "" : unit));
        }
        Matcher color = COLOR.matcher(text);
        if (color.matches()) {
            return new ItemState(Kind.COLOR, text, new Quantity(new BigDecimal(color.group(1)), ""));
        }
        if (POINT.matcher(text).matches()) {
            return new ItemState(Kind.POINT, text, null);
        }
        return new ItemState(DATE_TIME.matcher(text).matches() ? Kind.DATE_TIME : Kind.TEXT, text, null);
    }

    /** {@return whether the state is known} */
    public boolean known() {
        return kind != Kind.UNKNOWN;
    }

    /** {@return whether this is the same state as another} */
    boolean same(ItemState other) {
        return text.equals(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
