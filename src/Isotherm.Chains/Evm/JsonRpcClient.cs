using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Isotherm.Chains.Evm;

/// <summary>JSON-RPC 2.0 over HTTP to one endpoint, with batches, limits and checked ids. Safe for concurrent use.</summary>
public sealed class JsonRpcClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _endpoint;
    private readonly JsonRpcOptions _options;
    private readonly TimeProvider _time;
    private long _lastId;

    /// <summary>Makes a client with its own connection pool; nothing is sent yet.</summary>
    /// <param name="endpoint">An http or https URL; it may carry a key in its path, which no message repeats.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <param name="time">The clock of timeouts; null for the system's.</param>
    /// <exception cref="ArgumentException">The URL is not http or https.</exception>
    public JsonRpcClient(Uri endpoint, JsonRpcOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (endpoint.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException("A JSON-RPC endpoint is an http or https URL.", nameof(endpoint));
        }

        _endpoint = endpoint;
        _options = options ?? new JsonRpcOptions();
        _time = time ?? TimeProvider.System;
        var handler = _options.Handler?.Invoke(endpoint) ?? new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        };
        _http = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Scheme, host and port: what may be shown.</summary>
    public string Name => $"{_endpoint.Scheme}://{_endpoint.Authority}";

    /// <summary>Makes one call.</summary>
    /// <param name="method">For example <c>eth_chainId</c>.</param>
    /// <param name="parameters">Positional parameters.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled; nothing else throws.</exception>
    public async Task<RpcResult> CallAsync(string method, object?[] parameters, CancellationToken cancellation) =>
        (await CallAsync<object>(method, parameters, static (_, _) => null, cancellation).ConfigureAwait(false)).Result!;

    /// <summary>Makes one call whose answer is read from its bytes where it is a plain one: large answers are not parsed twice.</summary>
    /// <param name="method">For example <c>eth_getLogs</c>.</param>
    /// <param name="parameters">Positional parameters.</param>
    /// <param name="plain">Reads the whole answer to this id; null where it is anything but a plain one. Must not keep the bytes.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <returns>The value, or where it could not be read so the call's result.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled; nothing else throws.</exception>
    internal async Task<(T? Value, RpcResult? Result)> CallAsync<T>(string method, object?[] parameters, Func<ReadOnlySpan<byte>, long, T?> plain, CancellationToken cancellation)
        where T : class
    {
        var id = Interlocked.Increment(ref _lastId);
        var body = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(body))
        {
            Write(writer, id, new RpcCall(method, parameters));
        }

        var (value, root, failure) = await PostAsync(body.WrittenMemory, bytes => plain(bytes, id), cancellation).ConfigureAwait(false);
        return value is not null ? (value, null) : (null, root is { } answer ? RpcAnswers.One(answer, id) : failure!);
    }

    /// <summary>Makes several calls, in as few HTTP requests as the batch limit allows.</summary>
    /// <returns>One result per call, in the order of the calls.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled; nothing else throws.</exception>
    public async Task<IReadOnlyList<RpcResult>> BatchAsync(IReadOnlyList<RpcCall> calls, CancellationToken cancellation) =>
        [.. (await BatchAsync<object>(calls, static (_, _, _) => null, cancellation).ConfigureAwait(false)).Select(r => r.Result!)];

    /// <summary>Makes several calls whose answers are read from their bytes where all of one HTTP answer are plain ones.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="plain">Reads a whole batch's answer to consecutive ids from this one on, so many; null where one is anything but plain.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <returns>For each call the value, or where it could not be read so the call's result.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled; nothing else throws.</exception>
    internal async Task<IReadOnlyList<(T? Value, RpcResult? Result)>> BatchAsync<T>(IReadOnlyList<RpcCall> calls, Func<ReadOnlySpan<byte>, long, int, T[]?> plain, CancellationToken cancellation)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(calls);
        var results = new (T? Value, RpcResult? Result)[calls.Count];
        for (var start = 0; start < calls.Count; start += _options.MaxBatch)
        {
            var count = Math.Min(_options.MaxBatch, calls.Count - start);
            var firstId = Interlocked.Add(ref _lastId, count) - count + 1;
            var body = new ArrayBufferWriter<byte>(1024);
            using (var writer = new Utf8JsonWriter(body))
            {
                writer.WriteStartArray();
                for (var i = 0; i < count; i++)
                {
                    Write(writer, firstId + i, calls[start + i]);
                }

                writer.WriteEndArray();
            }

            var (values, root, failure) = await PostAsync(body.WrittenMemory, bytes => plain(bytes, firstId, count), cancellation).ConfigureAwait(false);
            var part = new RpcResult[count];
            if (root is { } answer)
            {
                RpcAnswers.Many(answer, firstId, part);
            }
            else if (values is null)
            {
                part.AsSpan().Fill(failure!);
            }

            for (var i = 0; i < count; i++)
            {
                results[start + i] = values is null ? (null, part[i]) : (values[i], null);
            }
        }

        return results;
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static void Write(Utf8JsonWriter writer, long id, RpcCall call)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WriteNumber("id", id);
        writer.WriteString("method", call.Method);
        writer.WritePropertyName("params");
        JsonSerializer.Serialize(writer, call.Parameters);
        writer.WriteEndObject();
    }

    private async Task<(T? Value, JsonElement? Root, RpcResult.Failed? Failure)> PostAsync<T>(ReadOnlyMemory<byte> body, Func<ReadOnlySpan<byte>, T?> plain, CancellationToken cancellation)
        where T : class
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using var answer = new PooledBytes(_options.MaxResponseBytes);
        try
        {
            using var content = new ReadOnlyMemoryContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = content };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (!await answer.ReadAsync(response.Content, either.Token).ConfigureAwait(false))
            {
                return (null, null, Fail(RpcFailure.TooLarge, $"sent more than {_options.MaxResponseBytes} bytes"));
            }

            if (response.StatusCode == HttpStatusCode.OK && plain(answer.Span) is { } value)
            {
                return (value, null, null);
            }

            var (root, failure) = Parse(response.StatusCode, answer.Span);
            return (null, root, failure);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, null, Fail(RpcFailure.TimedOut, $"did not answer within {_options.Timeout.TotalSeconds:0.###} s"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (null, null, Fail(RpcFailure.Unreachable, $"cannot be reached ({Reason(e)})"));
        }
    }

    private (JsonElement? Root, RpcResult.Failed? Failure) Parse(HttpStatusCode status, ReadOnlySpan<byte> bytes)
    {
        if (status == HttpStatusCode.TooManyRequests)
        {
            return (null, Fail(RpcFailure.RateLimited, "limits our request rate (HTTP 429)"));
        }

        try
        {
            var root = JsonElement.Parse(bytes);
            var isError = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out _);
            if (status == HttpStatusCode.OK || isError)
            {
                return (root, null);
            }
        }
        catch (JsonException) when (status == HttpStatusCode.OK)
        {
            return (null, Fail(RpcFailure.Malformed, "answered with something that is not JSON"));
        }
        catch (JsonException e)
        {
            Debug.Assert(status != HttpStatusCode.OK, e.Message);
        }

        return (null, Fail(RpcFailure.HttpStatus, $"answered with HTTP status {(int)status}"));
    }

    private RpcResult.Failed Fail(RpcFailure kind, string what) => new(kind, $"{Name} {what}");

    private static string Reason(Exception e) =>
        e is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http ? http.HttpRequestError.ToString() : e.GetType().Name;
}
