using System.Collections.Concurrent;

namespace Isotherm.Testing.Canaries;

/// <summary>
/// The secrets that one server was handed or gave, and all that was heard of it: answers, log, what it sent. Each server that tests start
/// has one, and <see cref="Check"/> at its end fails the test in which a secret was heard where it does not belong.
/// </summary>
public sealed class CanaryWatch
{
    // A shorter word may stand in a text by chance; a test whose secret is to be watched takes a longer one.
    private const int ShortestSecret = 12;

    private readonly ConcurrentDictionary<string, SecretKind> _secrets = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Heard> _heard = [];

    /// <summary>What kinds of secrets are watched so far.</summary>
    public IReadOnlySet<SecretKind> Kinds => _secrets.Values.ToHashSet();

    /// <summary>How much was heard so far of what begins so: <c>the answer</c>, <c>the head</c>, <c>the log</c>.</summary>
    public int Count(string where) => _heard.Count(heard => heard.Where.StartsWith(where, StringComparison.Ordinal));

    /// <summary>Watches a secret from now on, and in what was heard before.</summary>
    public void Keep(SecretKind kind, string? secret)
    {
        if (secret is { Length: >= ShortestSecret })
            _secrets.TryAdd(secret, kind);
    }

    /// <summary>A text that the server wrote or sent.</summary>
    /// <param name="where">For a failure's message.</param>
    /// <param name="text">It.</param>
    public void Hear(string where, string text) => Hear(new Heard(where, () => text));

    /// <summary>A process's whole log. The setup code is printed in one sentence, for whoever started it.</summary>
    public void HearProcess(string log)
    {
        var heard = new Heard("the process's log", () => log);
        if (SetupSentence.CodeIn(log) is { } code)
        {
            Keep(SecretKind.SetupCode, code);
            heard.Given.Add(code);
        }

        Hear(heard);
    }

    /// <summary>Fails when a secret was heard where it does not belong.</summary>
    /// <exception cref="SecretLeakedException">It was; the message says which kind, and where.</exception>
    public void Check()
    {
        if (Leaks() is { Count: > 0 } leaks)
            throw new SecretLeakedException(string.Join('\n', leaks));
    }

    /// <summary>Each leak in a sentence.</summary>
    public IReadOnlyList<string> Leaks()
    {
        var texts = _heard.Select(heard => (heard, text: heard.Text)).ToList();
        foreach (var (heard, text) in texts)
        {
            if (heard.Gift(text) is { } gift)
            {
                Keep(heard.Gives!.Value, gift);
                heard.Given.Add(gift);
            }
        }

        return
        [
            .. from secret in _secrets
               from form in SecretForms.Of(secret.Key)
               from told in texts
               let times = Times(told.text, form)
               where times > (told.heard.Given.Contains(secret.Key) ? 1 : 0)
               select $"A {secret.Value} stands in {told.heard.Where}: …{Around(told.text, form)}…",
        ];
    }

    internal void Hear(Heard heard) => _heard.Enqueue(heard);

    private static int Times(string text, string form)
    {
        var times = 0;
        for (var at = text.IndexOf(form, StringComparison.Ordinal); at >= 0; at = text.IndexOf(form, at + form.Length, StringComparison.Ordinal))
            times++;
        return times;
    }

    private static string Around(string text, string form)
    {
        const int Reach = 60;
        var at = text.LastIndexOf(form, StringComparison.Ordinal);
        return text[Math.Max(0, at - Reach)..Math.Min(text.Length, at + form.Length + Reach)];
    }
}
