using System.Net;
using System.Text;

namespace AksEgress.Tests.Arm;

/// <summary>A request as it left the pipeline.</summary>
internal sealed record SeenRequest(string Method, Uri Address, string Body, IReadOnlyDictionary<string, string> Headers, TimeSpan At)
{
    public string Line => $"{Method} {Address.PathAndQuery}";
}
