/** What index.html shows before any script has run: it stays until the console is there. */
export const FirstPaint = () => (
  <div className="first-paint" aria-busy="true">
    <div className="first-paint-bar">
      <img src="./icon.svg" width="24" height="24" alt="" />
      <span>Paddock</span>
    </div>
    <div className="first-paint-page">
      <div className="first-paint-line" />
      <div className="first-paint-box" />
    </div>
  </div>
);
