using AksEgress.Core.Arm;
using AksEgress.Core.Operations;

namespace AksEgress.Tests.Fakes;

/// <summary>Origins for tests, and the response with a subscription's tenant.</summary>
internal static class Origins
{
    public const string Tenant = "99999999-8888-7777-6666-555555555555";

    /// <summary>An expectation for which the result of an operation can't be determined.</summary>
    public static ExpectedState Nothing { get; } = new(ChangeKind.Action, null, []);

    /// <summary>The origin of a session's work in a subscription.</summary>
    public static ArmOrigin Of(ArmSession session, string subscriptionId) => session.OriginOf(subscriptionId, Tenant);

    /// <summary>The response to <c>GET /subscriptions/{id}</c>; null for another request.</summary>
    public static ArmResponse? Answer(ArmRequest request) =>
        request.Method == "GET" && request.Path.Split('/') is ["", "subscriptions", var id]
            ? new ArmResponse(
                200,
                $$"""{ "id": "/subscriptions/{{id}}", "subscriptionId": "{{id}}", "tenantId": "{{Tenant}}", "state": "Enabled" }""",
                null,
                null,
                null)
            : null;
}
