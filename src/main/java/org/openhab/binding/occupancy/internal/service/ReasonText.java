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
package org.openhab.binding.occupancy.internal.service;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.Explanation;
import org.openhab.binding.occupancy.internal.engine.Explanation.Reason;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.osgi.framework.Bundle;

/**
 * Says an explanation in the language and the time zone of the system.
 */
@NonNullByDefault
final class ReasonText {

    private final TranslationProvider translations;
    private final LocaleProvider locales;
    private final TimeZoneProvider zones;
    private final @Nullable Bundle bundle;

    /**
     * @param translations the texts
     * @param locales the language
     * @param zones the time zone
     * @param bundle the bundle that has the texts
     */
    ReasonText(TranslationProvider translations, LocaleProvider locales, TimeZoneProvider zones,
            @Nullable Bundle bundle) {
        this.translations = translations;
        this.locales = locales;
        this.zones = zones;
        this.bundle = bundle;
    }

    /** {@return the time zone of the system} */
    ZoneId timeZone() {
        return zones.getTimeZone();
    }

    /**
     * @param explanation the reasons
     * @param names what the user calls the source, location, person or owner of a reason
     * @param now the present, to leave out the date of today
     * @return one sentence: why, and what does not count
     */
    String shortText(Explanation explanation, Function<Reason, String> names, Instant now) {
        String because = join(explanation, explanation.because(), names, now);
        Instant until = explanation.until();
        String text = !explanation.occupied() ? text("reason.vacant", because)
                : until == null ? text("reason.occupied", because)
                        : text("reason.occupied.until", because, time(until, now));
        return explanation.ignored().isEmpty() ? text
                : text("reason.but", text, join(explanation, explanation.ignored(), names, now));
    }

    /**
     * @param explanation the reasons
     * @param names what the user calls the source, location, person or owner of a reason
     * @param now the present, to leave out the date of today
     * @return sentences: why, what does not count, and what would end it
     */
    String longText(Explanation explanation, Function<Reason, String> names, Instant now) {
        String text = shortText(explanation, names, now);
        return explanation.ends().isEmpty() ? text
                : text("reason.ends", text, join(explanation, explanation.ends(), names, now));
    }

    private String join(Explanation explanation, List<Reason> reasons, Function<Reason, String> names, Instant now) {
        return reasons.stream().map(reason -> {
            Instant until = explanation.ownEnd(reason);
            String name = names.apply(reason);
            String key = "reason." + reason.kind();
            if (name.isEmpty() && has(key + ".unnamed")) {
                key += ".unnamed";
            }
            return until != null && has(key + ".until") ? text(key + ".until", name, time(until, now))
                    : text(key, name);
        }).collect(Collectors.joining("; "));
    }

    private boolean has(String key) {
        return translations.getText(bundle, key, null, locales.getLocale()) != null;
    }

    private String text(String key, String... arguments) {
        String text = translations.getText(bundle, key, null, locales.getLocale(), (Object[]) arguments);
        return text == null ? String.join(" ", arguments) : text;
    }

    private String time(Instant instant, Instant now) {
        Locale locale = locales.getLocale();
        ZonedDateTime local = instant.atZone(zones.getTimeZone());
        boolean today = local.toLocalDate().equals(now.atZone(zones.getTimeZone()).toLocalDate());
        return (today ? DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)).withLocale(locale).format(local);
    }
}
