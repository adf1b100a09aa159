using System.Text;

namespace AksEgress.Tests.Secrets;

/// <summary>
/// Secrets that can be recognized wherever they appear. The tokens and kubeconfigs of the simulator also contain the marker.
/// .ci/run searches its logs for it.
/// </summary>
internal static class Canary
{
    public const string Marker = "secret-canary";
    public const string Token = Marker + "-token";
    public const string ClientSecret = Marker + "-client-secret";
    public const string Password = Marker + "-password";
    public const string Header = Marker + "-header";
    public const string ClusterToken = Marker + "-cluster-token";

    private static readonly string[] s_forms =
    [
        Marker,
        .. Base64(Encoding.UTF8),
        .. Base64(Encoding.Unicode),
        Hex(Encoding.UTF8),
        Hex(Encoding.Unicode),
        Uri.EscapeDataString(Marker + "=")[..^3]
    ];

    /// <summary>
    /// Fails if a text contains a canary as plain text, in base64, or in hexadecimal digits (Export-Clixml writes a SecureString so
    /// on Unix).
    /// </summary>
    /// <param name="text">The output.</param>
    /// <param name="where">The source of the output.</param>
    public static void AssertAbsent(string? text, string where)
    {
        var form = Array.Find(s_forms, form => text?.Contains(form, StringComparison.OrdinalIgnoreCase) == true);
        Assert.True(form is null, $"{where} has a secret, as '{form}'.");
    }

    /// <summary>Fails if a file below a folder contains a canary.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="except">Files whose purpose is to store credentials.</param>
    /// <returns>The number of files that were read.</returns>
    public static int AssertAbsentBelow(string folder, Func<string, bool>? except = null)
    {
        var files = Directory.GetFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(file => except?.Invoke(file) != true).ToList();
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            AssertAbsent(Encoding.Latin1.GetString(bytes), file);
            AssertAbsent(Encoding.Unicode.GetString(bytes), file);
        }

        return files.Count;
    }

    // In base64, a text can start at any of three positions of a group, and its first and last characters depend on their
    // neighbors.
    private static IEnumerable<string> Base64(Encoding encoding)
    {
        var bytes = encoding.GetBytes(Marker);
        for (var shift = 0; shift < 3; shift++)
        {
            var text = Convert.ToBase64String([.. new byte[shift], .. bytes]);
            yield return text.TrimEnd('=')[(shift == 0 ? 0 : shift + 1)..^2];
        }
    }

    private static string Hex(Encoding encoding) => Convert.ToHexString(encoding.GetBytes(Marker));
}
