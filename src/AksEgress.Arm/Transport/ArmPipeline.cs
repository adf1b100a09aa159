using System.Reflection;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;

namespace AksEgress.Arm.Transport;

/// <summary>The official pipeline to one ARM endpoint: authentication, retries, telemetry, and the guard over hosts.</summary>
internal sealed class ArmPipeline : IDisposable
{
    private readonly IDisposable[] _owned;

    private ArmPipeline(HttpPipeline pipeline, ArmClientOptions options, Uri endpoint, IDisposable[] owned)
    {
        Pipeline = pipeline;
        Options = options;
        Endpoint = endpoint;
        Hosts = new TrustedHosts(endpoint);
        _owned = owned;
    }

    /// <summary>The application ID of this module in requests to ARM; at most 24 characters.</summary>
    public static string ApplicationId { get; } =
        "AksEgress/" + (Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0.0.0");

    public HttpPipeline Pipeline { get; }

    public ArmClientOptions Options { get; }

    public Uri Endpoint { get; }

    public TrustedHosts Hosts { get; }

    /// <summary>Creates the pipeline.</summary>
    /// <param name="cloud">The cloud's endpoints.</param>
    /// <param name="credential">The credential.</param>
    /// <param name="clock">The clock for retries.</param>
    /// <param name="transport">A replacement for the network, or null.</param>
    /// <param name="ownsTransport">True to dispose of the transport with the pipeline; otherwise the caller disposes of it.</param>
    /// <param name="owned">The objects to dispose of with the pipeline.</param>
    public static ArmPipeline Create(
        ArmCloud cloud,
        TokenCredential credential,
        TimeProvider clock,
        HttpMessageHandler? transport,
        bool ownsTransport,
        params IDisposable[] owned)
    {
        var options = new ArmClientOptions { Environment = cloud.Environment, RetryPolicy = new ArmRetryPolicy(clock) };
        options.Diagnostics.ApplicationId = ApplicationId;
        options.AddPolicy(new HostGuardPolicy(new TrustedHosts(cloud.Environment.Endpoint)), HttpPipelinePosition.PerCall);
        options.AddPolicy(new TracePolicy(), HttpPipelinePosition.BeforeTransport);
        if (transport is null)
        {
            options.Transport = Network.Shared;
        }
        else
        {
            // The pipeline has a timeout of its own.
            var client = new HttpClient(transport, ownsTransport) { Timeout = Timeout.InfiniteTimeSpan };
            options.Transport = new HttpClientTransport(client);
            owned = [.. owned, client];
        }

        if (cloud.Environment.Endpoint.Scheme == Uri.UriSchemeHttps)
        {
            var access = new PipelineAccess(new ArmClient(credential, Guid.Empty.ToString(), options));
            return new ArmPipeline(access.OfClient, options, cloud.Environment.Endpoint, owned);
        }

        // Azure.Core rightly sends no bearer token over http; a simulator on this machine's loopback is the exception.
        var loopback = HttpPipelineBuilder.Build(options, new LoopbackTokenPolicy(credential, cloud.Environment.DefaultScope));
        return new ArmPipeline(loopback, options, cloud.Environment.Endpoint, owned);
    }

    public void Dispose()
    {
        foreach (var one in _owned)
        {
            one.Dispose();
        }
    }

    /// <summary>Gives access to the pipeline of ArmClient, which is available only to resources.</summary>
    private sealed class PipelineAccess : ArmResource
    {
        public PipelineAccess(ArmClient client)
            : base(client, ResourceIdentifier.Root)
        {
        }

        public HttpPipeline OfClient => Pipeline;
    }
}
