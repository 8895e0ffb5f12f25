package io.draftgate.review;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who visits a console without a browser. */
final class Visitor {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private String cookie = "";
    private String csrf = "";

    Visitor(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, Map<String, String> form, String... headers)
            throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> signIn(String name, String password) throws IOException, InterruptedException {
        HttpResponse<String> response = post("/sign-in", Map.of("name", name, "password", password));
        response.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
        return response;
    }

    /** Signs in and keeps the token that forms carry. */
    Visitor as(String name, String password) throws IOException, InterruptedException {
        signIn(name, password);
        Matcher token = CSRF.matcher(get("/search").body());
        csrf = token.find() ? token.group(1) : "";
        return this;
    }

    HttpResponse<String> decide(String id, String ruling, String reason) throws IOException, InterruptedException {
        return post(
                "/decision",
                Map.of(
                        "csrf", csrf,
                        "tenant", Drafts.TENANT,
                        "id", id,
                        "completion", "0",
                        "ruling", ruling,
                        "reason", reason));
    }

    HttpResponse<String> replay(String id) throws IOException, InterruptedException {
        return post("/replay", Map.of("csrf", csrf, "tenant", Drafts.TENANT, "id", id, "completion", "0"));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
