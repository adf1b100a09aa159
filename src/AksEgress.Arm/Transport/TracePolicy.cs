using System.Diagnostics;
using AksEgress.Core.Arm;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AksEgress.Arm.Transport;

/// <summary>
/// Reports each HTTP request, including retries, further pages and reads of operations. The query is
/// omitted, because the addresses of operations contain signatures there.
/// </summary>
internal sealed class TracePolicy : HttpPipelinePolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        // The network's time, also where a simulated clock runs faster.
        var start = Stopwatch.GetTimestamp();
        try
        {
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        }
        catch (Exception) when (!message.CancellationToken.IsCancellationRequested)
        {
            Tell(message, 0, null, start);
            throw;
        }

        Tell(message, message.Response.Status, ArmErrorBody.CorrelationId(message.Response), start);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("This pipeline is asynchronous only.");

    private static void Tell(HttpMessage message, int status, string? correlationId, long start) =>
        ArmTrace.Tell(new ArmExchange(
            message.Request.Method.Method,
            message.Request.Uri.ToUri().AbsolutePath,
            status,
            Stopwatch.GetElapsedTime(start),
            correlationId));
}
