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
package org.openhab.binding.occupancy.internal.ui;

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.*;
import static org.openhab.binding.occupancy.internal.ui.Expressions.*;
import static org.openhab.binding.occupancy.internal.ui.Parts.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.ui.Expressions.Sentence;
import org.openhab.core.ui.components.UIComponent;

/**
 * What the page shows of one location: its name, whether it is occupied, since and until when, by whom and why, and
 * what one can tell it. Colours are never alone: a word and a sign say the same.
 */
@NonNullByDefault
final class LocationCard {

    /** Blue and orange of the palette of Okabe and Ito, which all kinds of colour vision tell apart. */
    static final String OCCUPIED_COLOR = "#0072b2";

    static final String CHIP_STYLE = String.join("\n", //
            ".occ-chip { display: inline-flex; align-items: center; gap: 5px; padding: 3px 10px; border-radius: 14px; border: 1px solid currentcolor; font-size: 14px; line-height: 18px; white-space: nowrap }",
            ".occ-chip .icon { font-size: 16px !important }",
            ".occ-chip[data-state=ON] { background: #0072b2; border-color: #0072b2; color: #fff }",
            ".occ-chip[data-soon=ON] { background: #e69f00; border-color: #e69f00; color: #000 }");

    static final String STYLE = String.join("\n", CHIP_STYLE, //
            ".occ-card { display: flex; flex-direction: column; gap: 6px; box-sizing: border-box; height: 100%; padding: 12px 14px; border-radius: 10px; background: var(--f7-card-bg-color); box-shadow: 0 1px 3px rgb(0 0 0 / 25%); border-inline-start: 6px solid rgb(128 128 128 / 35%) }",
            ".occ-card[data-state=ON] { border-inline-start-color: #0072b2 }",
            ".occ-head { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px }",
            ".occ-head .occ-name { flex: 1 1 6em }",
            ".occ-name { margin: 0; font-size: 17px; font-weight: 600; line-height: 1.25; overflow-wrap: anywhere; text-align: start }",
            ".occ-line { margin: 0; font-size: 14px; line-height: 1.4; overflow-wrap: anywhere; text-align: start }",
            ".occ-times { display: flex; flex-wrap: wrap; gap: 2px 14px }", ".occ-why { opacity: .85 }",
            ".occ-acts { display: flex; flex-wrap: wrap; gap: 8px; align-items: flex-start; margin-top: auto; padding-top: 4px }",
            ".occ-acts .button { width: auto; max-width: 100%; flex: 0 1 auto }",
            ".occ-lock { flex: 1 1 auto; font-size: 14px }", ".occ-lock[open] { flex-basis: 100% }",
            ".occ-lock summary { cursor: pointer; padding: 4px 2px; line-height: 20px }",
            ".occ-lock .occ-row { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; padding: 4px 0 }",
            ".occ-lock .occ-what { flex: 1 0 100% }",
            "button:focus-visible, summary:focus-visible, a:focus-visible { outline: 3px solid currentcolor; outline-offset: 2px }");

    private static final List<LockMode> LOCKS = List.of(LockMode.KEEP_OCCUPIED, LockMode.KEEP_VACANT, LockMode.FREEZE);

    /** How long a lock lasts; the last has no end. */
    private static final List<String> DURATIONS = List.of("1h", "4h", "");

    private final PageTexts words;

    LocationCard(PageTexts words) {
        this.words = words;
    }

    /**
     * @param location the location
     * @param heading the element of its name: its level on the page
     * @param first the item that is made before that of this location if both are still to be made, otherwise
     *            {@code null}. Until it exists the card asks for no other item that does not exist, because openHAB's
     *            log complains of each
     * @return the card, or only what to do to get one if the location has no items and none can be made
     */
    UIComponent of(LocationNode location, String heading, @Nullable String first) {
        String occupancy = location.itemOrExpected(CHANNEL_OCCUPANCY);
        if (occupancy == null) {
            return div("occ-card", div("occ-head", label(heading, "occ-name", location.label())),
                    text("p", "occ-line", words.text("page.no-channels")));
        }
        boolean isThere = location.item(CHANNEL_OCCUPANCY) != null;
        Shown shown = isThere || first == null || first.equals(occupancy)
                ? new Shown(occupancy, state(occupancy), isThere)
                : new Shown(occupancy, choose(isMissing(first), quoted("-"), state(occupancy)), false);
        List<UIComponent> inside = new ArrayList<>();
        inside.add(head(location, heading, shown));
        addTimes(location, shown, inside);
        addText(location, CHANNEL_OCCUPANTS, "occ-line", who -> words.text("page.who", who), shown, inside);
        addText(location, CHANNEL_REASON, "occ-line occ-why", why -> why, shown, inside);
        if (!isThere) {
            inside.add(hint(location, shown));
        }
        addMissing(location, shown, inside);
        inside.add(actions(location, shown));
        return part("section", Map.of("class", "occ-card", "data-state", evaluated(shown.state()), "aria-label",
                Expressions.shown(location.label())), inside);
    }

    /**
     * How the page asks whether a location is occupied.
     *
     * @param item the item that shows it, or will
     * @param state an expression of its state; {@code '-'} while it is not there
     * @param isThere whether it was there when the page was made
     */
    private record Shown(String item, String state, boolean isThere) {

        String is(String wanted) {
            return state + " === " + quoted(wanted);
        }

        /** {@return a condition that is only evaluated once the first item of the location exists} */
        String and(String condition) {
            return isThere ? condition : "!(" + is("-") + ") && " + condition;
        }
    }

    private UIComponent head(LocationNode location, String heading, Shown shown) {
        List<UIComponent> inside = new ArrayList<>();
        inside.add(label(heading, "occ-name", location.label()));
        inside.add(chip(shown));
        String locked = location.itemOrExpected(CHANNEL_LOCKED);
        if (locked != null) {
            inside.add(part("span", Map.of("class", "occ-chip", "visible", evaluated(shown.and(is(locked, "ON")))),
                    icon("lock_fill"), text("span", "", words.text("page.locked"))));
        }
        return div("occ-head", inside);
    }

    /** {@return whether a location is occupied, as a sign and a word} @param item the item that shows it */
    UIComponent chip(String item) {
        return chip(new Shown(item, state(item), true));
    }

    private UIComponent chip(Shown shown) {
        String word = choose(shown.is("ON"), quoted(words.text("page.occupied")),
                choose(shown.is("OFF"), quoted(words.text("page.vacant")), quoted(words.text("page.unknown"))));
        String sign = choose(shown.is("ON"), quoted("person_fill"),
                choose(shown.is("OFF"), quoted("circle"), quoted("question")));
        return part("span", Map.of("class", "occ-chip", "data-state", evaluated(shown.state())), icon(evaluated(sign)),
                text("span", "", evaluated(word)));
    }

    /**
     * Shows times of day and not "5 minutes ago": the UI evaluates an expression when an item changes, not when time
     * passes.
     */
    private void addTimes(LocationNode location, Shown shown, List<UIComponent> inside) {
        List<UIComponent> times = new ArrayList<>();
        String since = location.itemOrExpected(CHANNEL_LAST_CHANGE);
        if (since != null) {
            times.add(time(since, shown.and(isTime(since)), argument -> words.text("page.since", argument)));
        }
        String until = location.itemOrExpected(CHANNEL_OCCUPIED_UNTIL);
        if (until != null) {
            times.add(time(until, shown.is("ON") + " && " + isTime(until),
                    argument -> words.text("page.until", argument)));
        }
        inside.add(div("occ-line occ-times", times));
    }

    private static UIComponent time(String item, String condition, Sentence sentence) {
        return part("span", Map.of("visible", evaluated(condition), "content",
                evaluated(sentence(sentence, Expressions.time(item)))));
    }

    private void addText(LocationNode location, String channel, String style, Sentence sentence, Shown shown,
            List<UIComponent> inside) {
        String item = location.itemOrExpected(channel);
        if (item != null) {
            inside.add(part("p", Map.of("class", style, "dir", "auto", "visible", evaluated(shown.and(isText(item))),
                    "content", evaluated(sentence(sentence, state(item))))));
        }
    }

    /** A hint to make the items. It disappears by itself as soon as items with the expected names exist. */
    private UIComponent hint(LocationNode location, Shown shown) {
        return part("div", Map.of("class", "occ-line", "visible", evaluated(shown.is("-"))),
                text("p", "occ-line", words.text("page.no-items")),
                part("div", Map.of("class", "occ-acts", "visibleTo", List.of("role:administrator")),
                        button(words.text(location.inside().isEmpty() ? "page.create" : "page.create.all"),
                                words.text("page.created"),
                                Map.of(PageButtons.DO, PageButtons.DO_ITEMS, PageButtons.LOCATION, location.thing()))));
    }

    /**
     * Says what to set up next. A location that has ever become occupied or vacant needs nothing: rules or people tell
     * of it.
     */
    private void addMissing(LocationNode location, Shown shown, List<UIComponent> inside) {
        String since = location.itemOrExpected(CHANNEL_LAST_CHANGE);
        if (since == null || location.missing() == LocationNode.Missing.NOTHING) {
            return;
        }
        boolean rooms = location.missing() == LocationNode.Missing.ROOMS;
        inside.add(part("div",
                Map.of("class", "occ-line", "visible", evaluated(shown.and("!(" + isTime(since) + ")")), "visibleTo",
                        List.of("role:administrator")),
                text("span", "", words.text(rooms ? "page.no-rooms" : "page.no-sensors") + " "),
                rooms ? Parts.link("/settings/things/add/occupancy/occupancy:location", words.text("page.add-room"))
                        : Parts.link("/settings/things/" + location.thing(), words.text("page.add-sensors"))));
    }

    private UIComponent actions(LocationNode location, Shown shown) {
        return part("div", Map.of("class", "occ-acts"),
                command(words.text("page.vacate"), shown.item(), "OFF", shown.is("ON")),
                command(words.text("page.occupy"), shown.item(), "ON", shown.is("OFF")), lock(location));
    }

    /** The menu of locks is an HTML element that opens by click or key, without any component of the UI. */
    private UIComponent lock(LocationNode location) {
        List<UIComponent> inside = new ArrayList<>();
        inside.add(part("summary", Map.of("content", words.text("page.lock"))));
        for (LockMode mode : LOCKS) {
            String what = words.text("page.lock." + mode);
            List<UIComponent> row = new ArrayList<>();
            row.add(text("span", "occ-what", what));
            for (String duration : DURATIONS) {
                String time = words.text(duration.isEmpty() ? "page.lock.open" : "page.lock." + duration);
                row.add(button(time, what + ": " + time, Map.of(PageButtons.DO, PageButtons.DO_LOCK, PageButtons.MODE,
                        mode.name(), PageButtons.DURATION, duration, PageButtons.LOCATION, location.thing())));
            }
            inside.add(div("occ-row", row));
        }
        inside.add(div("occ-row", button(words.text("page.unlock"), words.text("page.unlock"),
                Map.of(PageButtons.DO, PageButtons.DO_UNLOCK, PageButtons.LOCATION, location.thing()))));
        return part("details", Map.of("class", "occ-lock"), inside);
    }

    private static UIComponent command(String text, String item, String command, String condition) {
        return part("oh-button", Map.of("type", "button", "small", true, "outline", true, "text", text, "action",
                "command", "actionItem", item, "actionCommand", command, "visible", evaluated(condition)));
    }

    /** @param said the message when it was pressed, which is also its name for screen readers */
    private static UIComponent button(String text, String said, Map<String, String> context) {
        return part("oh-button",
                Map.of("type", "button", "small", true, "outline", true, "text", text, "aria-label", said, "action",
                        "rule", "actionRule", PageRule.UID, "actionRuleContext", context, "actionFeedback", said));
    }
}
