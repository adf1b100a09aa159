namespace AksEgress.Core.RequiredEndpoints;

/// <summary>An endpoint of the catalogue, of ARM's list for the cluster, or of both.</summary>
/// <param name="ClusterName">The cluster.</param>
/// <param name="Presence">Where it is known.</param>
/// <param name="Destination">The name, service tag or address: the catalogue's where both have it.</param>
/// <param name="LiveDestination">
/// ARM's own name for it, which may be a wider one such as <c>*.azmk8s.io</c>; null where ARM does not name it.
/// </param>
/// <param name="Protocol">HTTP, HTTPS, TCP or UDP.</param>
/// <param name="Port">The port, 1 to 65535.</param>
/// <param name="Category">ARM's word for what it is for, such as <c>images</c>; null where ARM does not name it.</param>
/// <param name="Feature">The catalogue's word for what needs it; null where the catalogue does not have it.</param>
/// <param name="Level">required, conditional or recommended; null where the catalogue does not have it.</param>
/// <param name="Condition">When it is needed, by the catalogue; null for always.</param>
/// <param name="Description">What ARM says about it, or null.</param>
public sealed record ComparedEndpoint(
    string ClusterName, EndpointPresence Presence, string Destination, string? LiveDestination, string Protocol, int Port,
    string? Category, string? Feature, string? Level, string? Condition, string? Description)
{
    /// <summary>What needs it: the catalogue's word, or ARM's where the catalogue doesn't have it.</summary>
    public string? NeededBy => Feature ?? Category;

    /// <summary>The endpoint in one line.</summary>
    public override string ToString() => $"{Presence} {Protocol} {Destination}:{Port}";
}
