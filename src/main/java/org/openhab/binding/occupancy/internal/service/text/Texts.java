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
package org.openhab.binding.occupancy.internal.service.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.osgi.framework.Bundle;

/**
 * The texts of the add-on in the language and the time zone of the system.
 */
@NonNullByDefault
public final class Texts {

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
    public Texts(TranslationProvider translations, LocaleProvider locales, TimeZoneProvider zones,
            @Nullable Bundle bundle) {
        this.translations = translations;
        this.locales = locales;
        this.zones = zones;
        this.bundle = bundle;
    }

    /** {@return the time zone of the system} */
    public ZoneId timeZone() {
        return zones.getTimeZone();
    }

    boolean has(String key) {
        return pattern(key) != null;
    }

    /** {@return a text with its placeholders, or {@code null} if there is none} */
    @Nullable
    String pattern(String key) {
        return translations.getText(bundle, key, null, locales.getLocale());
    }

    public String text(String key, String... arguments) {
        String text = translations.getText(bundle, key, null, locales.getLocale(), (Object[]) arguments);
        return text == null ? String.join(" ", arguments) : text;
    }

    /** {@return a time of day, with the date unless it is that of today} @param now the present */
    String time(Instant instant, Instant now) {
        ZonedDateTime local = instant.atZone(timeZone());
        boolean today = local.toLocalDate().equals(now.atZone(timeZone()).toLocalDate());
        return format(local, today ? DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT));
    }

    /** {@return a date and time of day, for what is read on another day} */
    String dateTime(Instant instant) {
        return format(instant.atZone(timeZone()), DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT));
    }

    private String format(ZonedDateTime time, DateTimeFormatter formatter) {
        return formatter.withLocale(locales.getLocale()).format(time);
    }
}
