using System.Security.Cryptography;
using System.Text;
using AksEgress.Lab.Replays;

namespace AksEgress.Lab.Contracts;

/// <summary>ARM's sentences. A contract contains only the digest of a sentence, and the replay compares digests.</summary>
internal static class ContractText
{
    private const string Start = "{text:";

    /// <summary>True if a text is a sentence: long, with several words.</summary>
    public static bool IsSentence(string text) => text.Length >= 20 && text.Count(static c => c == ' ') >= 2;

    /// <summary>True if a value is the digest of a sentence.</summary>
    public static bool IsDigest(string value) => value.StartsWith(Start, StringComparison.Ordinal) && value.EndsWith('}');

    /// <summary>The digest of a sentence. Generated values in the sentence, such as GUIDs, don't change the digest.</summary>
    public static string Digest(string sentence)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Shape.Of(sentence, static _ => false).Form));
        return Start + Convert.ToHexStringLower(hash)[..32] + "}";
    }
}
