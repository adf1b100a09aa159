using System.Net;
using AksEgress.Simulator;
using AksEgress.Simulator.Hosting.Faults;
using AksEgress.Simulator.World.StateFiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AksEgress.Lab;

/// <summary>Serves the simulator over HTTP on loopback, for any ARM client.</summary>
internal static class Server
{
    private const long LargestBody = 16 * 1024 * 1024;

    /// <summary>Serves until the process is stopped.</summary>
    /// <exception cref="LabException">The state file can't be used, or the port is in use.</exception>
    public static async Task<int> RunAsync(ServeOptions options)
    {
        using var simulator = Open(options);
        using var client = new HttpMessageInvoker(simulator.CreateHandler());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, options.Port);
            server.Limits.MaxRequestBodySize = LargestBody;
            server.AddServerHeader = false;
        });
        await using var application = builder.Build();
        application.Run(context => ServedHosts.StatusOf(context.Request.Host.Value, context.Connection.LocalPort) is { } refused
            ? RefuseAsync(context, refused)
            : AnswerAsync(context, client));
        try
        {
            await application.StartAsync().ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new LabException(e.Message);
        }

        await Console.Out.WriteLineAsync("listening on " + application.Urls.First()).ConfigureAwait(false);
        await Console.Out.FlushAsync().ConfigureAwait(false);
        await application.WaitForShutdownAsync().ConfigureAwait(false);
        return 0;
    }

    private static ArmSimulator Open(ServeOptions options)
    {
        try
        {
            return new ArmSimulator(new SimulatorOptions
            {
                StatePath = options.StatePath,
                TimeScale = options.TimeScale,
                Seed = options.Seed,
                Throttling = options.Throttling,
                Faults = options.Faults is { } seed ? FaultSchedule.Seeded(seed) : null,
                SampleWorld = options.StatePath is null,
            });
        }
        catch (Exception e) when (e is SimulatorStateException or IOException or UnauthorizedAccessException)
        {
            throw new LabException($"{options.StatePath}: {e.Message}");
        }
    }

    private static async Task AnswerAsync(HttpContext context, HttpMessageInvoker client)
    {
        using var request = Translate(context);
        try
        {
            using var response = await client.SendAsync(request, context.RequestAborted).ConfigureAwait(false);
            await SendBackAsync(context, response).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is HttpRequestException or HttpIOException)
        {
            // A requested fault: the client's connection fails.
            context.Abort();
        }
    }

    private static async Task RefuseAsync(HttpContext context, HttpStatusCode status)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(
            status == HttpStatusCode.BadRequest
                ? """{"error":{"code":"InvalidHostHeader","message":"The Host header isn't a host with an optional port."}}"""
                : """{"error":{"code":"HostNotAllowed","message":"The lab answers requests for its own loopback address only."}}""",
            context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task SendBackAsync(HttpContext context, HttpResponseMessage response)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var header in response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Transfer-Encoding"))
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        if (!HttpMethods.IsHead(context.Request.Method) && response.StatusCode != HttpStatusCode.NoContent)
        {
            await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static HttpRequestMessage Translate(HttpContext context)
    {
        var source = context.Request;

        // The raw target: decoding and encoding it again would change a malicious client's request.
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var request = new HttpRequestMessage(
            new HttpMethod(source.Method), new Uri($"{source.Scheme}://{source.Host}{(target.StartsWith('/') ? target : "/")}"))
        {
            Content = new StreamContent(source.Body),
        };
        foreach (var header in source.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
            {
                request.Content.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
            }
        }

        return request;
    }
}
