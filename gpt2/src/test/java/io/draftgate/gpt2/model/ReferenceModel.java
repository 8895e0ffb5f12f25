package io.draftgate.gpt2.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * GPT-2 in plain doubles, written from the released model and sharing no code with the module: its own reader, its own
 * arithmetic. Slow and easy to check by eye.
 */
public final class ReferenceModel {
    private final JsonNode config;
    private final Map<String, double[]> tensors = new HashMap<>();
    private final int width;
    private final int heads;
    private final int inner;
    private final int vocabulary;

    public ReferenceModel(Path folder) throws IOException {
        config = new ObjectMapper().readTree(folder.resolve("config.json").toFile());
        width = config.get("n_embd").intValue();
        heads = config.get("n_head").intValue();
        inner = config.path("n_inner").asInt(4 * width);
        vocabulary = config.get("vocab_size").intValue();
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("model.safetensors")))
                .order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = (int) file.getLong(0);
        JsonNode header = new ObjectMapper().readTree(file.array(), 8, headerLength);
        header.properties().forEach(tensor -> {
            int begin = 8
                    + headerLength
                    + tensor.getValue().get("data_offsets").get(0).intValue();
            int end = 8
                    + headerLength
                    + tensor.getValue().get("data_offsets").get(1).intValue();
            String type = tensor.getValue().get("dtype").textValue();
            tensors.put(tensor.getKey().replace("transformer.", ""), numbers(file, begin, end, type));
        });
    }

    /** [tokens, vocabulary] natural log-probability of each next token. */
    public double[][] logProbabilities(int[] tokens) {
        double[][] x = new double[tokens.length][width];
        for (int t = 0; t < tokens.length; t++) {
            for (int c = 0; c < width; c++) {
                x[t][c] = tensors.get("wte.weight")[tokens[t] * width + c] + tensors.get("wpe.weight")[t * width + c];
            }
        }
        for (int layer = 0; layer < config.get("n_layer").intValue(); layer++) {
            String h = "h." + layer + ".";
            addTo(
                    x,
                    linear(
                            attend(linear(norm(x, h + "ln_1"), h + "attn.c_attn", 3 * width), layer),
                            h + "attn.c_proj",
                            width));
            double[][] wide = linear(norm(x, h + "ln_2"), h + "mlp.c_fc", inner);
            for (double[] row : wide) {
                for (int i = 0; i < inner; i++) {
                    row[i] = activate(row[i]);
                }
            }
            addTo(x, linear(wide, h + "mlp.c_proj", width));
        }
        x = norm(x, "ln_f");
        double[] head =
                tensors.get(config.path("tie_word_embeddings").asBoolean(true) ? "wte.weight" : "lm_head.weight");
        double[][] out = new double[tokens.length][vocabulary];
        for (int t = 0; t < tokens.length; t++) {
            double sum = 0;
            for (int v = 0; v < vocabulary; v++) {
                for (int c = 0; c < width; c++) {
                    out[t][v] += x[t][c] * head[v * width + c];
                }
                sum += Math.exp(out[t][v]);
            }
            for (int v = 0; v < vocabulary; v++) {
                out[t][v] -= Math.log(sum);
            }
        }
        return out;
    }

    private double[][] attend(double[][] qkv, int layer) {
        int headWidth = width / heads;
        double scale = Math.sqrt(headWidth)
                * (config.path("scale_attn_by_inverse_layer_idx").asBoolean() ? layer + 1 : 1);
        double[][] out = new double[qkv.length][width];
        for (int head = 0; head < heads; head++) {
            for (int t = 0; t < qkv.length; t++) {
                double[] weights = new double[t + 1];
                double sum = 0;
                for (int s = 0; s <= t; s++) {
                    double dot = 0;
                    for (int c = head * headWidth; c < (head + 1) * headWidth; c++) {
                        dot += qkv[t][c] * qkv[s][width + c];
                    }
                    weights[s] = Math.exp(dot / scale);
                    sum += weights[s];
                }
                for (int s = 0; s <= t; s++) {
                    for (int c = head * headWidth; c < (head + 1) * headWidth; c++) {
                        out[t][c] += weights[s] / sum * qkv[s][2 * width + c];
                    }
                }
            }
        }
        return out;
    }

    private double[][] norm(double[][] x, String name) {
        double[] gain = tensors.get(name + ".weight");
        double[] bias = tensors.get(name + ".bias");
        double[][] out = new double[x.length][width];
        for (int t = 0; t < x.length; t++) {
            double mean = 0;
            double variance = 0;
            for (double value : x[t]) {
                mean += value / width;
            }
            for (double value : x[t]) {
                variance += (value - mean) * (value - mean) / width;
            }
            double deviation =
                    Math.sqrt(variance + config.path("layer_norm_epsilon").asDouble(1e-5));
            for (int c = 0; c < width; c++) {
                out[t][c] = (x[t][c] - mean) / deviation * gain[c] + bias[c];
            }
        }
        return out;
    }

    private double[][] linear(double[][] x, String name, int outWidth) {
        double[] weight = tensors.get(name + ".weight");
        double[] bias = tensors.get(name + ".bias");
        double[][] out = new double[x.length][outWidth];
        for (int t = 0; t < x.length; t++) {
            for (int o = 0; o < outWidth; o++) {
                out[t][o] = bias[o];
                for (int i = 0; i < x[t].length; i++) {
                    out[t][o] += x[t][i] * weight[i * outWidth + o];
                }
            }
        }
        return out;
    }

    private double activate(double x) {
        return switch (config.path("activation_function").asText("gelu_new")) {
            case "gelu_new" -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            case "gelu" -> 0.5 * x * (1 + erf(x / Math.sqrt(2)));
            default -> Math.max(0, x);
        };
    }

    /** The error function by its Taylor series, good to 1e-12 where it is not yet 1. */
    private static double erf(double x) {
        if (Math.abs(x) > 5) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private static void addTo(double[][] x, double[][] more) {
        for (int t = 0; t < x.length; t++) {
            for (int c = 0; c < x[t].length; c++) {
                x[t][c] += more[t][c];
            }
        }
    }

    private static double[] numbers(ByteBuffer file, int begin, int end, String type) {
        int bytes = type.equals("F32") ? 4 : 2;
        double[] out = new double[(end - begin) / bytes];
        for (int i = 0; i < out.length; i++) {
            int at = begin + bytes * i;
            out[i] = switch (type) {
                case "F32" -> file.getFloat(at);
                case "BF16" -> Float.intBitsToFloat((file.getShort(at) & 0xFFFF) << 16);
                default -> half(file.getShort(at) & 0xFFFF);
            };
        }
        return out;
    }

    private static double half(int bits) {
        int exponent = (bits >> 10) & 31;
        int fraction = bits & 1023;
        double magnitude =
                exponent == 0 ? fraction * Math.pow(2, -24) : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
        return bits >> 15 == 0 ? magnitude : -magnitude;
    }
}
