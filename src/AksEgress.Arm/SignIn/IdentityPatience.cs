namespace AksEgress.Arm.SignIn;

/// <summary>
/// The time limits for the endpoint of a managed identity (docs/design/managed-identity.md has the sources of the numbers).
/// </summary>
/// <param name="Answer">For the answer to one request, at most 100 seconds: then the library ends the request itself.</param>
/// <param name="Total">For a token, all requests and pauses together.</param>
/// <param name="Pause">Before the second request; it doubles from then on.</param>
internal sealed record IdentityPatience(TimeSpan Answer, TimeSpan Total, TimeSpan Pause)
{
    /// <summary>100 seconds for an answer, 5 minutes for a token, 0.8 seconds before the second request.</summary>
    public static readonly IdentityPatience Usual = new(TimeSpan.FromSeconds(100), TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(0.8));
}
